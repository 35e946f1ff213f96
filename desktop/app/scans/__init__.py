"""Scans: pages looked at, put upright, covered, framed; what is known of each."""
