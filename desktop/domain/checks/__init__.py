"""The closed set of checks, one function for each operation of a pack."""
