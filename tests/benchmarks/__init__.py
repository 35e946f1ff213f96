"""Held against others on the same work; run by hand, never in CI."""
