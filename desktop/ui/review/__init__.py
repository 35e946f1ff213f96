"""单位审核: the review of a case, its tasks, its margin, the copies it stamps."""
