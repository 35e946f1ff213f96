"""导入名单 step by step, and 导出汇总表."""
