"""Filling a template: every field replaced, every row of a list repeated, nothing left open."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from lxml import etree

from desktop.documents.blocks import PRODUCT
from desktop.documents.docx.ooxml import ZIP_TIME
from desktop.documents.templates import names, places
from desktop.documents.templates.headings import dress, heading_styles
from desktop.documents.templates.own import Row, Values
from desktop.documents.templates.package import (
    SAFE,
    Package,
    W,
    is_text,
    left_out,
    opened,
    tree,
)
from desktop.documents.templates.places import FIELD, Found
from desktop.errors import UserError

OFFICE = "办公室"

_PERSONAL = re.compile(r"\}(creator|lastModifiedBy)$")
_UNIQUE = re.compile(r"\}(paraId|textId)$")
_ORGANISATION = re.compile(r"\}(Company|Manager)$")


def filled(template: bytes, values: Values) -> bytes:
    """The document a template becomes; the same values give the same bytes.

    :class:`UserError` where a field is not among ``values``: none is ever left unseen.
    """
    package = opened(template)
    parts = dict(package.parts)
    said, rows = dict(values.said), dict(values.rows)
    styles = heading_styles(package)
    for name, root in package.texts():
        listing = _listing(root)
        once = [one for one in places.paragraphs(root) if places.row_of(one) not in listing]
        for paragraph in once:
            alone = _is_summary(paragraph)
            places.replace(paragraph, lambda found, after: _said(found, after, said))
            if alone:
                dress(paragraph, said[names.SUMMARY], styles)
        for row, title in listing.items():
            _repeat(row, rows.get(title, ()), said)
        _unbind(root)
        parts[name] = _written(root)
    _clean(parts)
    return _packed(parts)


def _is_summary(paragraph: Any) -> bool:
    """Whether nothing but the 工作总结 goes into the paragraph: its headings are then seen."""
    found = FIELD.fullmatch(places.text_of(paragraph).strip())
    return found is not None and found[1].strip() == names.SUMMARY


def _said(found: Found, after: str, said: Mapping[str, str]) -> str:
    if found.name not in said:
        raise UserError(
            f"模板里的字段“{found.name}”没有内容可填，没有生成。",
            safe=SAFE,
            todo="请在“自备模板”里重新检查这份模板。",
            details=(found.name,),
        )
    value = said[found.name]
    # An office that is called just 办公室 stands once where the text has the word behind it.
    if names.key_of(found.name) == "office" and value == OFFICE and after.startswith(OFFICE):
        return ""
    return value


def _listing(root: Any) -> dict[Any, str]:
    """The table rows that stand once for each entry of a list, and of which."""
    found: dict[Any, str] = {}
    for row in root.iter(places.TR):
        titles = {names.listed(one.name)[0] for one in _fields_of(row)} - {""}
        if titles:
            found[row] = titles.pop()
    return found


def _repeat(row: Any, entries: tuple[Row, ...], said: Mapping[str, str]) -> None:
    for number, entry in enumerate(entries):
        made = copy.deepcopy(row)
        _nameless(made, again=number > 0)
        row.addprevious(made)
        cells = dict(entry)

        def value(found: Found, after: str, cells: Mapping[str, str] = cells) -> str:
            column = names.listed(found.name)[1]
            return cells[column] if column else _said(found, after, said)

        for paragraph in _paragraphs_of(made):
            places.replace(paragraph, value)
    row.getparent().remove(row)


def _nameless(row: Any, *, again: bool) -> None:
    """Names that stand once in a file are not copied along with a row."""
    for one in row.iter(etree.Element):
        for key in [key for key in one.attrib if _UNIQUE.search(str(key))]:
            del one.attrib[key]
    for tag in ("bookmarkStart", "bookmarkEnd") if again else ():
        for one in list(row.iter(f"{{{W}}}{tag}")):
            one.getparent().remove(one)


def _paragraphs_of(row: Any) -> list[Any]:
    """The paragraphs of a row itself, not of a table within it."""
    return [one for one in places.paragraphs(row) if places.row_of(one) is row]


def _fields_of(row: Any) -> list[Found]:
    return [found for one in _paragraphs_of(row) for found in places.fields(one)]


def _unbind(root: Any) -> None:
    """A content control bound to data elsewhere in the file would show that instead."""
    for bound in list(root.iter(f"{{{W}}}dataBinding")):
        bound.getparent().remove(bound)


def _clean(parts: dict[str, bytes]) -> None:
    """Take off who wrote the template, and where the office's own files lie."""
    for name, data in parts.items():
        if name.endswith(".rels"):
            parts[name] = _without(name, data, left_out)
        elif name in ("word/people.xml", "docProps/custom.xml"):
            parts[name] = _without(name, data, lambda _one: True)
        elif name.startswith("docProps/") and name.endswith(".xml"):
            parts[name] = _impersonal(name, data)
        elif name.rpartition("/")[2] == "settings.xml":
            parts[name] = _without(
                name, data, lambda one: one.tag in (f"{{{W}}}attachedTemplate", f"{{{W}}}mailMerge")
            )


def _without(name: str, data: bytes, unwanted: Any) -> bytes:
    root = tree(name, data)
    found = [one for one in root if isinstance(one.tag, str) and unwanted(one)]
    for one in found:
        root.remove(one)
    return _written(root) if found else data


def _impersonal(name: str, data: bytes) -> bytes:
    root = tree(name, data)
    for one in root.iter(etree.Element):
        if _PERSONAL.search(one.tag):
            one.text = PRODUCT
        elif _ORGANISATION.search(one.tag):
            one.text = ""
    return _written(root)


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, ZIP_TIME), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unreachable(package: Package) -> tuple[str, ...]:
    """Fields that stand where none is filled: in charts, remarks, formulas, drawings."""
    found: list[str] = []
    for name, data in package.parts.items():
        if not name.endswith(".xml"):
            continue
        root = tree(name, data)
        if is_text(name):
            texts = [one.text or "" for one in root.iter(etree.Element) if one.tag != places.T]
        else:
            texts = ["".join(root.itertext())]
        found.extend(one[1].strip() for text in texts for one in FIELD.finditer(text))
    return tuple(dict.fromkeys(found))
