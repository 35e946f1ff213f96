"""When our own code fails: one calm dialog for all of it, and a report to read first."""
