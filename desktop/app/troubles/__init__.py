"""What is written down of our own bugs: where they happened, never what was typed."""
