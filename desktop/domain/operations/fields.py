"""Checks of single fields, and of the order of lists."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from desktop.domain.operations.shape import EntryField, FieldPath, Lists, Operation


class NoCheck(Operation):
    """Nothing to judge: the rule only reminds."""

    op: Literal["none"]


class Tick(Operation):
    """The applicant (or the unit) confirms it."""

    op: Literal["tick"]


class Choice(Operation):
    """A field is one of, none of, or contains certain words."""

    op: Literal["choice"]
    field: FieldPath
    one_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    contains: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> Choice:
        if not (self.one_of or self.none_of or self.contains):
            raise ValueError("choice 须写明 one_of、none_of 或 contains")
        return self


class Required(Operation):
    """Fields that must be filled in; ``consistent``: the ID number is valid and agrees with them.

    A valid ID number has 18 characters, a date, the right check character; birth and gender follow
    from it. Its area code is not looked up.
    """

    op: Literal["required"]
    fields: tuple[FieldPath, ...]
    consistent: bool = False


class NotTrue(Operation):
    """A yes-or-no field is not yes: no objection to the 公示."""

    op: Literal["not_true"]
    field: FieldPath


class Verbatim(Operation):
    """A field holds prescribed wording to the letter, its places filled."""

    op: Literal["verbatim"]
    field: FieldPath
    wording: str


class FilledOrNone(Operation):
    """Columns that may hold nothing say 无 and are not left empty.

    ``fields`` outside lists, ``entries`` the fields of every entry of a list.
    """

    op: Literal["filled_or_none"]
    fields: tuple[FieldPath, ...] = ()
    entries: dict[Lists, tuple[EntryField, ...]] = Field(default_factory=dict)


class NoVagueWords(Operation):
    """The texts of 业绩 and 工作经历 hold no vague word; ``words`` replace the program's list."""

    op: Literal["no_vague_words"]
    words: tuple[str, ...] = ()


class EducationMap(Operation):
    """Classes of technical schools count as these levels of 学历."""

    op: Literal["education_map"]
    map: dict[str, str]


class Ordered(Operation):
    """A list is in order; ``begins`` is the month with which its first entry should start."""

    op: Literal["ordered"]
    entries: Literal["edu", "work"]
    by: Literal["rank", "start"]
    begins: FieldPath | None = None


class CoversSince(Operation):
    """工作经历 reaches back to a month."""

    op: Literal["covers_since"]
    since: FieldPath


class NoGaps(Operation):
    """Between two 工作经历 lie no more than so many empty months."""

    op: Literal["no_gaps"]
    months: int


class TitleLadder(Operation):
    """The title held is the one just below the level applied for, and proven.

    ``certificate`` is the slot that proves it; where the title was obtained in 新疆 one of
    ``others`` does as well.
    """

    op: Literal["title_ladder"]
    certificate: str
    others: tuple[str, ...] = ()


class UniqueCase(Operation):
    """No other case of the same ID number on this machine, in the same year or at all."""

    op: Literal["unique_case"]
    any_year: bool = False
