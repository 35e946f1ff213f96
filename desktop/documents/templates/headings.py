"""Headings of a 工作总结 that fills a template: in the template's own styles of headings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.documents.headings import heading_level
from desktop.documents.templates.package import Package, W, tree

STYLES = "word/styles.xml"
_VAL = f"{{{W}}}val"


def heading_styles(package: Package) -> Mapping[int, str]:
    """The styles a template has for headings of the first and second level, by level."""
    if STYLES not in package.parts:
        return {}
    found: dict[int, str] = {}
    for style in tree(STYLES, package.parts[STYLES]).iter(f"{{{W}}}style"):
        name = style.find(f"{{{W}}}name")
        called = "" if name is None else name.get(_VAL, "").lower()
        if called in ("heading 1", "heading 2"):
            found[int(called[-1])] = style.get(f"{{{W}}}styleId", "")
    return found


def dress(first: Any, text: str, styles: Mapping[int, str]) -> None:
    """Give the paragraphs from ``first`` on, a line of ``text`` each, the style of a heading."""
    paragraph = first
    for line in text.split("\n"):
        style = styles.get(heading_level(line), "") if line else ""
        if style and paragraph is not None:
            _dress(paragraph, style)
        paragraph = None if paragraph is None else paragraph.getnext()


def _dress(paragraph: Any, style: str) -> None:
    properties = paragraph.find(f"{{{W}}}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{{{W}}}pPr", {})
        paragraph.insert(0, properties)
    for old in properties.findall(f"{{{W}}}pStyle"):
        properties.remove(old)
    properties.insert(0, properties.makeelement(f"{{{W}}}pStyle", {_VAL: style}))
    for run in paragraph.findall(f"{{{W}}}r"):
        for look in run.findall(f"{{{W}}}rPr"):
            run.remove(look)
