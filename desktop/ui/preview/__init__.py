"""A finished document as it will be saved or printed."""
