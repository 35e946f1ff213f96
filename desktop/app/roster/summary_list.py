"""汇总表: the people of a desk as one sheet, as the office that takes the materials wants it.

The notices themselves lay down no form for it. The columns are those their pages ask for, in the
order offices keep them, so that the list can also be read as a roster again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.app.library import Desk
from desktop.app.roster.fields import NONE
from desktop.app.unit import memory as units
from desktop.domain.case import Case, Education
from desktop.domain.moments import beijing
from desktop.domain.vocabulary import EDUCATION_LEVELS
from desktop.errors import UserError
from desktop.rosters.writing import Column, Page, xlsx

FILE = "职称申报人员汇总表.xlsx"


@dataclass(frozen=True, slots=True)
class Item:
    """A column of the list and what stands in it for a case."""

    title: str
    width: float
    value: Callable[[Case], str]
    centred: bool = True


def _study(case: Case) -> Education:
    """The highest 学历, the later of two alike."""
    levels = {level: rank for rank, level in enumerate(EDUCATION_LEVELS)}
    ranked = [(levels.get(entry.level, -1), entry.end, n) for n, entry in enumerate(case.edu)]
    return case.edu[max(ranked)[2]] if ranked else Education()


def _title(case: Case) -> str:
    return NONE[0] if case.title.has is False else case.title.name


def _month(value: str) -> str:
    """``2018-11`` as sheets write it, in a form no program turns into something else."""
    return value.replace("-", ".") if value[:4].isdigit() else value


ITEMS: tuple[Item, ...] = (
    Item("姓名", 5, lambda case: case.person.name),
    Item("性别", 2.2, lambda case: case.person.gender),
    Item("民族", 4, lambda case: case.person.ethnicity),
    Item("出生年月", 4, lambda case: _month(case.person.birth)),
    Item("身份证号", 10, lambda case: case.person.id_no),
    Item("工作单位", 8, lambda case: case.unit.name, centred=False),
    Item("部门", 4.2, lambda case: case.unit.department),
    Item("参加工作时间", 4, lambda case: _month(case.person.work_start)),
    Item("学历", 3, lambda case: _study(case).level),
    Item("所学专业", 5, lambda case: _study(case).major),
    Item("现职称", 5, _title),
    Item("取得时间", 4, lambda case: _month(case.title.obtained[:7])),
    Item("申报类型", 3.2, lambda case: case.apply.type),
    Item("申报系列", 4.2, lambda case: case.apply.series),
    Item("申报专业", 5, lambda case: case.apply.specialty),
    Item("申报级别", 3, lambda case: case.apply.sublevel or case.apply.level),
    Item("拟申报职称", 5, lambda case: case.apply.target),
    Item("联系电话", 6.4, lambda case: case.person.phone),
    Item("备注", 3, lambda _case: "", centred=False),
)
"""The columns after 序号."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The list: its .xlsx, how many people stand in it, who could not be read and why."""

    data: bytes
    people: int
    left_out: tuple[str, ...]


def collected(desk: Desk, case_ids: Sequence[str]) -> Iterator[Case | UserError]:
    """The cases in that order, one after another; what one could not be read for in its place."""
    for case_id in case_ids:
        try:
            yield desk.library.load(case_id).case
        except UserError as error:
            yield error


def prepared(desk: Desk, found: Sequence[Case | UserError]) -> Callable[[], Summary]:
    """Makes the list of what was :func:`collected`, as of now; slow, from any thread."""
    unit, moment = units.load(desk).name, desk.now()
    cases = [one for one in found if isinstance(one, Case)]
    left_out = tuple(str(one) for one in found if isinstance(one, UserError))
    return lambda: Summary(sheet(cases, unit, moment), len(cases), left_out)


def sheet(cases: Sequence[Case], unit: str, moment: datetime) -> bytes:
    """The .xlsx of ``cases``, filled in by ``unit`` on the day of ``moment``."""
    rows = [(str(n), *(item.value(case) for item in ITEMS)) for n, case in enumerate(cases, 1)]
    years = sorted({case.apply.year for case in cases if case.apply.year})
    when = f"{years[0]}年度" if len(years) == 1 else ""
    day = beijing(moment)
    names = {case.unit.name for case in cases}
    by = unit or (names.pop() if len(names) == 1 else "")
    told = f"填报日期：{day.year}年{day.month}月{day.day}日　　共 {len(cases)} 人"
    page = Page(
        "汇总表",
        f"{when}职称申报人员汇总表",
        [Column("序号", 2.2, centred=True), *(Column(i.title, i.width, i.centred) for i in ITEMS)],
        rows,
        above=(f"填报单位（盖章）：{by or '　　　　　　　　　　'}　　　　{told}",),
        below=("填表人：　　　　　　　　审核人：　　　　　　　　联系电话：",),
    )
    return xlsx(page, moment)
