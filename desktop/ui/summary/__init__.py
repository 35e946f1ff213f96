"""工作总结: the editor, its gauge, and what must not stand in the text."""
