"""Which row of a sheet is its header, and what the columns below it hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.rosters.book import Cell, Row, Sheet

IGNORED = "-"
"""A column that is known and that nothing is taken from (序号)."""

SYNONYMS: dict[str, tuple[str, ...]] = {
    "name": ("姓名", "申报人姓名", "申报人", "申报人员", "名字", "人员姓名", "职工姓名"),
    "id_no": (
        "身份证号", "身份证号码", "身份证", "公民身份号码", "公民身份证号码", "居民身份证号码",
        "居民身份证号", "证件号码", "证件号", "身份证件号码", "身份证件号", "有效身份证件号码",
        "有效证件号码", "身份号码",
    ),
    "gender": ("性别",),
    "ethnicity": ("民族", "族别"),
    "birth": ("出生年月", "出生日期", "出生年月日", "出生时间", "生日", "出生"),
    "politics": ("政治面貌", "党派", "政治面目"),
    "phone": (
        "手机", "手机号", "手机号码", "联系电话", "电话", "联系方式", "移动电话", "本人电话",
        "本人联系电话", "联系手机", "电话号码", "联系号码",
    ),
    "email": ("邮箱", "电子邮箱", "电子邮件"),
    "work_start": (
        "参加工作时间", "参加工作年月", "参加工作日期", "工作时间", "参工时间", "参加工作",
    ),
    "unit": ("工作单位", "单位", "单位名称", "所在单位", "单位全称", "申报单位", "现工作单位"),
    "department": (
        "部门", "科室", "所在部门", "所在科室", "部门科室", "科室部门", "处室", "内设机构",
        "二级单位", "工作部门", "站所",
    ),
    "level": (
        "申报级别", "拟申报级别", "申报职称级别", "申报层级", "申报等级", "申请级别",
        "拟申报职称级别", "评审级别",
    ),
    "target": (
        "拟申报职称", "申报职称", "申报资格", "申报职务", "拟评职称", "拟申报资格",
        "申报专业技术资格",
        "申报专业技术职务", "拟申报专业技术职务", "申报职称名称",
        "拟申报专业技术资格", "申报职务名称",
        "申报专业技术职称",
    ),
    "type": ("申报类型", "申报方式", "评审方式", "申报类别", "评审类型"),
    "series": ("申报系列", "系列", "职称系列", "评审系列"),
    "specialty": (
        "申报专业", "申报职称专业", "拟申报专业", "评审专业", "现申报专业", "专业名称", "申请专业",
    ),
    "education": (
        "学历", "最高学历", "文化程度", "学历层次", "现学历", "申报学历", "取得学历", "第一学历",
    ),
    "degree": ("学位", "最高学位"),
    "school": ("毕业院校", "毕业学校", "院校", "毕业院校名称", "学校", "毕业学校名称"),
    "major": ("所学专业", "毕业专业", "学历专业", "所学专业名称"),
    "graduated": ("毕业时间", "毕业年月", "毕业日期"),
    "title": (
        "现职称", "现任职称", "现有职称", "职称", "现专业技术职务", "现任专业技术职务",
        "现专业技术资格", "现任职资格", "现专业技术职称", "现职务任职资格", "现具有职称",
        "现职称名称", "现任专业技术资格", "专业技术职务", "任职资格",
    ),
    "title_level": ("现职称级别", "现职称等级", "现级别", "职称级别"),
    "title_obtained": (
        "取得时间", "取得日期", "现职称取得时间", "职称取得时间", "现职称时间", "取得资格时间",
        "任职时间", "任职资格时间", "取得年月", "现职称取得年月", "评定时间", "批准时间",
        "现职称取得日期", "取得现职称时间", "任现职时间", "职称取得日期",
    ),
    "title_with_time": ("现职称及取得时间", "现专业技术职务及取得时间", "现任职称及取得时间",
        "职称及取得时间", "现职称及时间", "现专业技术职务及时间", "现任专业技术职务及取得时间"),
    "title_specialty": ("现职称专业", "现专业", "现从事专业"),
    "years": ("从事专业技术工作年限", "专业技术工作年限", "从事专业年限", "专业年限", "从业年限"),
    IGNORED: (
        "序号", "编号", "备注", "说明", "年龄", "签名", "签字", "原表第几行", "第几行", "原因",
        "要改的地方", "工号", "籍贯", "照片", "组别", "类别",
    ),
}  # fmt: skip
"""What columns are called, without blanks, brackets and stops, by what they hold."""

FIELDS = tuple(key for key in SYNONYMS if key != IGNORED)
"""What a column can hold, in the order it is offered."""

_KNOWN = {title: key for key, titles in SYNONYMS.items() for title in titles}
_PUNCTUATION = re.compile(r"[\s()（）\[\]【】〔〕<>《》:：;；,，.。、/／\\*＊#\-—_|·“”\"'?？!！+]+")
_ASIDE = re.compile(r"[(（\[【〔].*?[)）\]】〕]")
_STUDY = frozenset({"education", "degree", "school", "graduated"})
_LOOKED_AT = 40
_FEWEST = 2
_LONGEST_TITLE = 40
_DIGITS = re.compile(r"\d{3,}")


def plain(title: str) -> str:
    """A column's name as the table has it: half width, without blanks and punctuation."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", title)).casefold()


def recognised(title: str, own: Mapping[str, str] | None = None) -> str:
    """What a column called ``title`` holds; ``""`` where nobody knows.

    ``own`` is what somebody decided earlier, by :func:`plain` title.
    """
    whole = plain(title)
    without = plain(_ASIDE.sub("", unicodedata.normalize("NFKC", title)))
    for said in (whole, without):
        if own and said in own:
            return own[said]
        if said in _KNOWN:
            return _KNOWN[said]
    for said in (whole.removeprefix("申报人").removeprefix("本人"), without.removesuffix("必填")):
        if said in _KNOWN:
            return _KNOWN[said]
    return ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it stands, what it is called, what it holds (``""``: not known)."""

    place: int
    title: str
    holds: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as a table: its header, and the rows below it.

    ``header`` is the row of the sheet (from 1) that the header begins in, ``high`` how many it has;
    0 where there is none. ``repeated`` are rows in which the header stands again.
    """

    sheet: Sheet
    header: int
    high: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = field(repr=False, default=())
    repeated: tuple[int, ...] = ()


def table(sheet: Sheet, own: Mapping[str, str] | None = None, header: int | None = None) -> Table:
    """``sheet`` with its header found, or taken to begin in row ``header`` (0: there is none)."""
    by_number = {row.number: row for row in sheet.rows}
    if header is None:
        header = _header_row(sheet, own)
    row = by_number.get(header) if header else None
    if row is None:
        places = sorted({place for row in sheet.rows for place in row.cells})
        columns = tuple(Column(p, "", "", p in sheet.hidden_columns) for p in places)
        return Table(sheet, 0, 0, columns, sheet.rows)
    below = by_number.get(row.number + 1)
    high = 2 if below is not None and _goes_on(row, below, own) else 1
    titles = _titles(row, below if high == 2 else None)
    last = row.number + high - 1
    body = tuple(r for r in sheet.rows if r.number > last)
    places = sorted({*titles, *(place for r in body for place in r.cells)})
    columns = _columns(titles, places, sheet, own)
    again = tuple(r.number for r in body if _is_header(r, titles))
    repeated = frozenset(again)
    rows = tuple(r for r in body if r.number not in repeated)
    return Table(sheet, row.number, high, columns, rows, again)


def _header_row(sheet: Sheet, own: Mapping[str, str] | None) -> int:
    """The row with the most names of columns; 0 where none has two."""
    best, most = 0, _FEWEST - 1
    for row in sheet.rows[:_LOOKED_AT]:
        found = {recognised(c.text, own) for c in row.cells.values() if not _spread_wide(c)}
        # Two columns that everybody has say more than any two.
        score = len(found - {""}) + 2 * ("name" in found)
        if score > most and len(found - {""}) >= _FEWEST:
            best, most = row.number, score
    return best or next((row.number for row in sheet.rows[:_LOOKED_AT] if _names(row, own)), 0)


def _names(row: Row, own: Mapping[str, str] | None) -> bool:
    """Whether a row with one known name only has nothing but names of columns in it."""
    words = [cell.text for cell in row.cells.values() if not _spread_wide(cell)]
    known = {recognised(text, own) for text in words}
    return (
        len(words) >= _FEWEST
        and bool(known & {"name", "id_no"})
        and not any(_DIGITS.search(text) for text in words)
    )


def _spread_wide(cell: Cell) -> bool:
    first, _, last = cell.merged.partition(":")
    return bool(cell.merged) and first.rstrip("0123456789") != last.rstrip("0123456789")


def _goes_on(row: Row, below: Row, own: Mapping[str, str] | None) -> bool:
    """Whether the row below belongs to the header: its names stand under those of ``row``."""
    if any(_DIGITS.search(cell.text) or cell.kind != "text" for cell in below.cells.values()):
        return False
    names = [p for p, c in row.cells.items() if recognised(c.text, own) in ("name", "id_no")]
    for place in names:
        cell = below.cells.get(place)
        if cell is not None and not cell.merged:
            return False
    own_words = [c for c in below.cells.values() if not (c.merged and not _spread_wide(c))]
    return bool(names and own_words)


def _titles(row: Row, below: Row | None) -> dict[int, str]:
    titles = {place: _one_line(cell.text) for place, cell in row.cells.items()}
    if below is None:
        return titles
    above = ""
    for place in range(max([*row.cells, *below.cells]) + 1):
        cell = row.cells.get(place)
        above = _one_line(cell.text) if cell is not None else above
        under = below.cells.get(place)
        said = _one_line(under.text) if under is not None else ""
        if cell is not None and (not said or said == above):
            titles[place] = above
        elif said:
            titles[place] = f"{above} {said}".strip()
    return titles


def _one_line(words: str) -> str:
    return " ".join(words.split())[:_LONGEST_TITLE]


def _columns(
    titles: dict[int, str], places: list[int], sheet: Sheet, own: Mapping[str, str] | None
) -> tuple[Column, ...]:
    taken: set[str] = set()
    study = False
    columns = []
    for place in places:
        title = titles.get(place, "")
        holds = recognised(title, own) or recognised(title.rpartition(" ")[2], own)
        if not holds and plain(title) == "专业":
            # Beside the school it is what was studied there, else what is applied for.
            holds = "major" if study else "specialty"
        if holds != IGNORED:
            holds = "" if holds in taken else holds
            taken.add(holds)
        if holds:
            study = holds in _STUDY
        columns.append(Column(place, title, holds, place in sheet.hidden_columns))
    return tuple(columns)


def _is_header(row: Row, titles: dict[int, str]) -> bool:
    same = sum(_one_line(cell.text) == titles.get(p) for p, cell in row.cells.items())
    return same >= _FEWEST and same * 2 > len(row.cells)
