"""Whether a prescribed text stands in a notice to the letter, its places left open."""

from __future__ import annotations

import re

from desktop.domain.notice import Notice
from desktop.domain.wording import bare

_PROMPTS = re.compile(r"\((?:包括|突出|简要|公示期|高、中、初|模板)[^)]*\)")
"""What a template says in brackets is replaced by what it asks for."""

_OPEN = "[x×X*年月日级]*"
"""How the notices show a place: xx, ×××, ****, a date, x级, or nothing but blanks."""


def stands_in(notice: Notice, wording: str) -> bool:
    """Whether the parts of ``wording`` follow one another with only places between them."""
    parts = [re.escape(bare(part)) for part in re.split(r"\{\w+\}", wording)]
    pattern = _OPEN.join(parts)
    return re.search(pattern, _PROMPTS.sub("", bare(notice.text))) is not None
