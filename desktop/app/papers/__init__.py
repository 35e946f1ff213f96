"""Documents (文书) of a case: what is wanted, what is prescribed in them, and the press."""
