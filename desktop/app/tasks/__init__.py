"""任务清单: everything required of one person in order, and the one thing to do next."""
