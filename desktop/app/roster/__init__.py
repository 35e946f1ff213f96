"""Rosters as they come in (导入名单), and the summary list (汇总表) that goes out."""
