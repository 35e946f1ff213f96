"""Certificate pages drawn for trials, each with the whole truth about it.

The files are of one shape: ``page_NNN.jpg`` beside ``page_NNN.json`` with ``applicant``,
``entities`` (what must be covered), ``decoys`` (what must stay clear), ``lines``, how the page is
turned and where its corners are. Every box is four corners in pixels of the picture as stored.
Deterministic: a seed and a number give one page. ``python -m tests.pages OUT --count N --seed S``.
"""
