"""Rosters (名单): tables of people as offices keep them, read from and written to spreadsheets.

``reading`` has a file's bytes opened in a child process with limits; ``child`` is what runs there:
``kinds`` tells what the bytes are, ``xlsx``, ``ods``, ``xls`` and ``delimited`` make a ``Book`` of
them (``book``). ``columns`` finds the header row and what its columns hold, ``cells`` what a cell
means and why it is to be doubted. ``writing`` makes sheets. Why a file is not taken, ``refusals``
says in sentences, on either side.
"""
