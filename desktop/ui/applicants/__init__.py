"""申报人员一览: the table of all applicants, and what is done from it."""
