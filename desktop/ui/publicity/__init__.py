"""公示与推荐: of one case, and of a whole group."""
