"""Scans: what a file really is, and pictures of its pages."""
