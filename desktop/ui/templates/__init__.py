"""自备模板: Word templates of the office's own in place of the program's forms."""
