"""Made-up people: the applicant that comes with each notice, and a unit of eighty."""
