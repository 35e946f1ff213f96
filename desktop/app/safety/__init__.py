"""The vault as a person meets it: ways in, locking, backups, and what to do when it is lost."""
