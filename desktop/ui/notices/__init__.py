"""Notices to read, compare, add and move between."""
