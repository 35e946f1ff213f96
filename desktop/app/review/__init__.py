"""The unit's review of a case, and the copies it stamps."""
