"""Time: the dates of the notices in use, what happened to each case, how much is left."""
