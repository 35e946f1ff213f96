"""The way in, and what keeps the vault safe: locking, backups, codes, rescue."""
