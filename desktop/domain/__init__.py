"""Case, notice, checks and what follows from them: pure, without Qt, files or a clock."""
