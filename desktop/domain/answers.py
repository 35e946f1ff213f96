"""What the person answered before typing: what there is at all, and what the notice asks besides.

What follows from having, or not having, a part stands in :mod:`desktop.domain.lacking`.
"""

from __future__ import annotations

from desktop.domain.part import Entry, Part


class Has(Part):
    """Parts not everybody has: 有, 没有, 不清楚; "" until answered.

    ``service`` 专项工作, ``aid`` 援疆, ``other_employer`` 任现职以来换过单位, ``quals`` 职业资格;
    the others are the types of 业绩 somebody may have none of.
    """

    service: str = ""
    aid: str = ""
    other_employer: str = ""
    quals: str = ""
    ip: str = ""
    awards: str = ""
    papers: str = ""
    books: str = ""
    representative: str = ""
    result_documents: str = ""


class Answer(Entry):
    """An answer to one of the notice's own questions, whose ``id`` it bears.

    ``value`` 是/否, one of the question's options, or a number; "" until answered.
    """

    value: str = ""
