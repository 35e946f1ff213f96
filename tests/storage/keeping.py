"""What the tests of storage and session share: a clock to set, a made-up case, a small notice."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.domain import change as changes
from desktop.domain.case import Apply, Case, Person, Unit
from desktop.domain.change import Change
from desktop.domain.notice import Notice
from desktop.domain.terms import Slot
from desktop.storage.keys import Keys
from desktop.storage.library import Library

NAME = "阿卜杜热合曼·买买提"
ID_NO = "659901198803121238"
UNIT = "新疆天山星河科技有限公司"
SECRETS = (NAME, ID_NO, UNIT, "13999990000")
"""What must not be found in logs and error texts."""


KEYS = Keys.of(b"the key of all vaults in tests..")


class FakeClock:
    """A clock that stands still until told; in UTC, as the world's clocks may be."""

    def __init__(self) -> None:
        self.now = datetime(2024, 7, 20, 1, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def go(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def a_case(case_id: str = "c1", *, name: str = NAME, year: int = 2024) -> Case:
    return Case(
        case_id=case_id,
        pack_id="BM24",
        pack_version=1,
        apply=Apply(year=year, series="工程", level="中级", specialty="计算机技术"),
        person=Person(name=name, id_no=ID_NO, phone="13999990000"),
        unit=Unit(name=UNIT),
    )


def a_notice(version: int = 1) -> Notice:
    return Notice(
        id="BM24",
        version=version,
        title="示例通知",
        short_title="示例通知",
        year=2024,
        issuer="示例单位",
        region="巴州",
        series="工程",
        specialties=("计算机技术", "化工"),
        levels=("中级",),
        types=("评审", "初次确定"),
        status="draft",
        slots=(Slot(id="S01", column="basic", title="身份证正面"),),
    )


def change(case: Case, path: str, value: object, label: str = "修改") -> tuple[Change, Case]:
    """A change of one place and the case after it."""
    edit = changes.edit(case, path, value)
    return Change(label=label, edits=(edit,)), changes.apply(case, (edit,))


def commit(library: Library, case_id: str, path: str, value: object) -> Case:
    """Load, change one place, commit; the case after it."""
    saved = library.load(case_id)
    made, after = change(saved.case, path, value)
    library.commit(case_id, made, after, saved.history)
    return after


def prints(folder: Path) -> dict[str, str]:
    """Every file under ``folder`` with the hash of its bytes: to see that nothing changed."""
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def damaged_bytes(change: Callable[[bytearray], None], path: Path) -> None:
    """Change the bytes of a file in place."""
    data = bytearray(path.read_bytes())
    change(data)
    path.write_bytes(bytes(data))
