"""公示: what helps with one, a whole group's, the objections, the order of the days."""
