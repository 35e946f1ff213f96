"""Accounts for tests of dates: cases under the program's own notices, at moments in Beijing."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from desktop.app.deadlines.ledger import Account, account
from desktop.app.library import new_case
from desktop.app.notices import installed
from desktop.domain import change as changes
from desktop.domain.case import Case
from desktop.domain.moments import BEIJING

notice = cache(installed.notice)


def at(text: str) -> datetime:
    """A moment in Beijing time."""
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def a_case(pack: str, case_id: str = "c1", **values: Any) -> Case:
    """A case with ``values`` at their paths (``__`` for the dots); its name is its id."""
    case = new_case(notice(pack)).model_copy(update={"case_id": case_id})
    case = changes.put(case, "person.name", f"某{case_id}")
    for path, value in values.items():
        case = changes.put(case, path.replace("__", "."), value)
    return case


def kept(pack: str, now: str, case_id: str = "c1", **values: Any) -> Account:
    """What the ledger keeps of such a case."""
    return account(a_case(pack, case_id, **values), notice(pack), at(now))


def submits(*to: str) -> list[dict[str, Any]]:
    """Submissions to these, in JSON form."""
    return [{"id": f"s{n}", "at": f"2023-10-0{n}T10:00", "to": who} for n, who in enumerate(to, 1)]


def returned(moment: str, back: str = "", *remarks: str) -> list[dict[str, Any]]:
    """One return, in JSON form."""
    said = [{"id": f"m{n}", "text": text, "resolved_at": ""} for n, text in enumerate(remarks)]
    return [{"id": "r1", "at": moment, "by": "评委会", "remarks": said, "resubmitted_at": back}]
