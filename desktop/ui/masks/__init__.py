"""遮盖: the boxes of a page, drawn, listed and decided."""
