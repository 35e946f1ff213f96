"""批量生成: what is to be made of many cases, how far it is, what became of it."""
