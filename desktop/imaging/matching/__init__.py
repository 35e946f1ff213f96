"""Where a page speaks of the applicant: name, number and unit found in what was read.

``letters`` makes what was read a passage one can search and ``flow`` joins lines that read on;
``alignment`` finds a word in one in spite of misread characters; ``names``, ``numbers`` and
``units`` say what counts as a hit; ``spans`` makes it a quad on the page. No pixels here.
"""
