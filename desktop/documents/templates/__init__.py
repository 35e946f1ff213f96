"""An office's own Word templates: opened with care, their fields found, judged and filled.

A field is a name in double braces (``{{姓名}}``). Nothing in a template is ever run or followed:
what could (macros, embedded programs, links to elsewhere) is refused with its reason.
"""
