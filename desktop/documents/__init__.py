"""Documents (文书): from a case and its notice to paper.

:mod:`~desktop.documents.catalogue` makes blocks of a case and a notice; the modules ``pdf`` and
``docx`` draw them; ``checklist`` is the report of what has been checked. ``Fonts`` is opened once,
on the folder of bundled fonts, by whoever puts the program together.
"""
