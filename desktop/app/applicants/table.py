"""申报人员一览: every case of the library as a row, found, filtered and sorted.

What the rows tell of a case comes from two places: who it is and what is applied for from the
database's list, which is always right; how it stands from its digest, which may be older than the
case and then says so (:attr:`Row.fresh`) until :meth:`Applicants.judge` has looked at it again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from desktop.app.applicants import digests
from desktop.app.applicants.digests import Digest
from desktop.app.applicants.rows import Row, View, shown, summary
from desktop.app.given import given
from desktop.app.library import CaseRow, Desk, notice_of
from desktop.app.review.reviewing import came_since
from desktop.app.session import judged
from desktop.domain.case import Case
from desktop.domain.notice import Notice
from desktop.errors import UserError

__all__ = ["Applicants", "Row", "View", "shown", "summary"]


class Applicants:
    """All cases of an open library as rows. Use from the library's thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._digests = digests.read(desk.library.digests.read())
        self._listed: dict[str, CaseRow] = {}
        self._keys: dict[str, str] = {}
        self._notices: dict[tuple[str, int], Notice] = {}
        self._given: dict[tuple[str, int], frozenset[str]] = {}
        self._titles: dict[str, str] = {}
        self._kept = True

    def rows(self) -> tuple[Row, ...]:
        """Every case that is not in the trash, last changed first, from what is kept."""
        listed = self._desk.rows()
        self._notices, self._given = {}, {}
        self._listed = {row.case_id: row for row in listed}
        self._keys = _keys(listed)
        now = self._desk.now().timestamp()
        self._titles |= {
            row.pack_id: known.notice
            for row in listed
            if (known := self._digests.get(row.case_id)) and known.notice
        }
        return tuple(self._row(row, now) for row in listed)

    def stale(self) -> tuple[str, ...]:
        """Whose digest is not of this version of the case, of its notice and of this moment.

        Of the cases as :meth:`rows` last found them, in their order.
        """
        now = self._desk.now().timestamp()
        return tuple(case_id for case_id in self._listed if not self._fresh(case_id, now))

    def judge(self, case_id: str) -> Row:
        """Look at a case again; its row as it is then. A case that cannot be read says so in it."""
        now, listed = self._desk.now(), self._listed[case_id]
        self._digests[case_id] = self._judged(listed, now)
        self._kept = False
        return self._row(listed, now.timestamp())

    def keep(self) -> None:
        """Keep what was judged, for the next opening."""
        if not self._kept:
            there = {k: v for k, v in self._digests.items() if k in self._listed}
            self._desk.library.digests.keep(digests.written(there))
            self._kept = True

    def _judged(self, listed: CaseRow, now: datetime) -> Digest:
        library, key = self._desk.library, self._keys[listed.case_id]
        try:
            case, _version = library.case(listed.case_id)
            notice = self._notice(case)
            others = library.of_person(case.person.id_no, besides=case.case_id)
            since = listed.received and came_since(library, case)
        except UserError as error:
            return digests.closed(key, now, listed.name, error.happened)
        findings = judged(case, notice, now, others)
        return digests.digest(
            key, case, notice, findings, now,
            received=listed.received, came_since=since, given=self._held(notice, now),
        )  # fmt: skip

    def _held(self, notice: Notice, now: datetime) -> frozenset[str]:
        """What holds in any new case under ``notice``; worked out once."""
        key = (notice.id, notice.version)
        if key not in self._given:
            self._given[key] = given(notice, now)
        return self._given[key]

    def _notice(self, case: Case) -> Notice:
        """The notice of a case; of many each is loaded once."""
        wanted = (case.pack_id, case.pack_version)
        if wanted not in self._notices:
            self._notices[wanted] = notice_of(case, self._desk.notices)
        return self._notices[wanted]

    def _fresh(self, case_id: str, now: float) -> bool:
        known = self._digests.get(case_id)
        if known is None or known.key != self._keys[case_id]:
            return False
        return known.since <= now < known.until

    def _row(self, listed: CaseRow, now: float) -> Row:
        known = self._digests.get(listed.case_id)
        title = self._titles.get(listed.pack_id, "")
        return Row.of(listed, known, title, fresh=self._fresh(listed.case_id, now))


def _keys(listed: Sequence[CaseRow]) -> dict[str, str]:
    """What a digest of each case must be of: its version, and those of the person's other cases.

    Whether it came in a package counts, too: one may come that changes nothing in it.
    """
    of_person: defaultdict[str, list[str]] = defaultdict(list)
    for row in listed:
        if row.id_no:
            of_person[row.id_no].append(row.version)
    several = {id_no: " ".join(sorted(them)) for id_no, them in of_person.items() if them[1:]}
    return {
        row.case_id: f"{row.version} {row.received:d} {several.get(row.id_no, '')}"
        for row in listed
    }
