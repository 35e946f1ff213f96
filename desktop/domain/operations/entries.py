"""Checks that hold for the entries of a list: 学历, 业绩, 专项工作."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from desktop.domain.operations.shape import EntryField, Lists, Operation, Where


class Each(Operation):
    """Every entry of a list (``where`` these fields hold, ``unless`` those do) has what is named.

    ``fields`` of the entry are filled, ``yes`` ones answered yes, those of ``one_of`` hold one of
    the words; ``proof``: it has a file;
    ``slots``: a file of its own in one of them; ``parts``: a file for each named part of
    ``slots``; ``signed``: its paper bears these signatures, ``sealed``: the seal; ``endorsers``:
    so many different experts, each holding ``endorser_title``. ``expected``: there has to be such
    an entry. ``doubtful`` entries, for which the notice leaves open what to do, only warn.
    """

    op: Literal["each"]
    entries: Lists
    where: Where = Field(default_factory=dict)
    unless: Where = Field(default_factory=dict)
    doubtful: Where = Field(default_factory=dict)
    fields: tuple[EntryField, ...] = ()
    yes: tuple[EntryField, ...] = ()
    one_of: Where = Field(default_factory=dict)
    proof: bool = False
    slots: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    sealed: bool = False
    endorsers: int = 0
    endorser_title: str = ""
    expected: bool = False


class Distinct(Operation):
    """Entries of these types name at least so many different values of a field.

    ``least`` is a number of the notice, or the id of a question the unit answers with one.
    """

    op: Literal["distinct"]
    types: tuple[str, ...]
    by: EntryField
    least: int | str


class AtLeast(Operation):
    """At least so many entries of these types."""

    op: Literal["at_least"]
    types: tuple[str, ...]
    least: int = 1


class OneThingEach(Operation):
    """An entry does not list several things that had better be entries of their own."""

    op: Literal["one_thing_each"]
    types: tuple[str, ...]


class NoUnitCertificate(Operation):
    """No 业绩 is proven by a certificate of the applicant's own unit.

    ``alone``: only where nothing else proves it.
    """

    op: Literal["no_unit_certificate"]
    alone: bool = False


class NotClassified(Operation):
    """No entry and no file is classified (涉密)."""

    op: Literal["not_classified"]
