"""任务清单 in the window, and the one button that leads on from everywhere."""
