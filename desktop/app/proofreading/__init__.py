"""核对: the whole case as one form to read through, line by line."""
