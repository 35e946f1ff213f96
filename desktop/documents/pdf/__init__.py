"""PDF: pages written as a file for archives, the fonts in it, and several such files in one."""
