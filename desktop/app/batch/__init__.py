"""Documents, reports and packets of many cases, made by many hands and kept by one."""
