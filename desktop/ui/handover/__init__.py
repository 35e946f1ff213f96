"""Cases that are given out or come in: one by one, and by the dozen."""
