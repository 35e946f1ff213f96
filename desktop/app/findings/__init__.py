"""What checking found, for people: sentences, progress, what was acknowledged, reports."""
