"""Files from elsewhere, decoded where they can do no harm: in a child process with limits.

``decoder`` starts the child, asks it over ``wire`` and watches it (``footprint``); ``child`` is
what runs there. It looks a file over (``looking``), gives its ``pixels``, draws it small
(``drawing``); ``opening`` has the limits for Pillow, ``pdf`` and ``embedded`` are all that knows
PDFium. Why a file is not taken, ``refusals`` says in sentences, on either side.
"""
