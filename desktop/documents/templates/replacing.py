"""Putting an office's template in the place of a built-in document, after a last look at it."""

from __future__ import annotations

from desktop.documents import refusals
from desktop.documents.material import Material
from desktop.documents.templates import names
from desktop.documents.templates.judging import Judgement, judged
from desktop.documents.templates.own import Own
from desktop.documents.templates.values import lacking, values
from desktop.errors import UserError


class UnsoundTemplate(UserError):
    """A template with faults; ``details`` name them, one a line."""


def own(template: bytes, material: Material) -> Own:
    """The template with what the case fills in.

    Raises :class:`UnsoundTemplate` or whatever opening it raises, and, as the built-in document
    does, :class:`~desktop.documents.refusals.MissingFacts` and ``RefusedDocument``.
    """
    found = judged(template, material)
    title = material.terms.title
    if found.faults:
        raise unsound(title, found)
    against = next((said for said in refusals.AGAINST if said in found.text), "")
    if against and material.case.pub.disputed:
        raise refusals.objected(title, against, material.case.pub)
    gaps = lacking(material, found.fields)
    if gaps:
        raise refusals.MissingFacts(title, gaps)
    drafted = any(getattr(piece, "draft", "") for piece in material.terms.content)
    unused = bool(drafted and material.body) and names.BODY not in found.fields
    return Own(template, values(material, found.fields), found.text, found.missing, unused)


def unsound(title: str, found: Judgement) -> UnsoundTemplate:
    """The error that tells what is wrong with a template."""
    return UnsoundTemplate(
        f"《{title}》的自备模板有 {len(found.faults)} 处不对，没有使用。",
        safe="原来的模板和已填写的材料都没有变。",
        todo="请按下面的提示改好模板，再添加一次；也可以先不用它，改用软件的式样。",
        details=found.faults,
    )
