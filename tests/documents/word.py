"""Word files as offices write them, made by hand for the tests of templates."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_AROUND = {
    "header1": "header",
    "footer1": "footer",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
}


def run(text: str, *, bold: bool = False) -> str:
    """A run of text."""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*texts: str) -> str:
    """A paragraph, each text a run of its own; what begins with ``<`` stands as it is."""
    return f"<w:p>{''.join(t if t.startswith('<') else run(t) for t in texts)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of plain cells."""
    told = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{par(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{told}</w:tbl>"


def text_box(*texts: str) -> str:
    """A run with a text box, as Word writes it twice: new and old drawing."""
    inside = f"<w:txbxContent>{par(*texts)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility'
        '/2006"><mc:Choice Requires="wps" xmlns:wps="http://schemas.microsoft.com/office/word/2010/'
        f'wordprocessingShape"><wps:txbx>{inside}</wps:txbx></mc:Choice><mc:Fallback><w:pict>'
        f"{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def word(
    *body: str,
    main: str = MAIN,
    parts: Mapping[str, str | bytes] | None = None,
    relations: str = "",
    **around: str,
) -> bytes:
    """A .docx with ``body``; keywords are parts around it (``header1=…``), ``parts`` others."""
    files: dict[str, str | bytes] = {
        "_rels/.rels": _relations(f'<Relationship Id="a" Type="{REL}/officeDocument" '
                                  'Target="word/document.xml"/>'),
        "word/document.xml": _root("document", f"<w:body>{''.join(body)}<w:sectPr/></w:body>"),
    }  # fmt: skip
    types = f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
    for name, content in around.items():
        kind = _AROUND[name]
        tag = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        files[f"word/{name}.xml"] = _root(tag, content)
        types += f'<Override PartName="/word/{name}.xml" ContentType="{XML}.{kind}+xml"/>'
        relations += f'<Relationship Id="{name}" Type="{REL}/{kind}" Target="{name}.xml"/>'
    files["word/_rels/document.xml.rels"] = _relations(relations)
    files |= parts or {}
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{types}</Types>",
        **files,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _root(tag: str, content: str) -> str:
    return f'<w:{tag} xmlns:w="{W}" xmlns:r="{R}">{content}</w:{tag}>'


def _relations(content: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{content}</Relationships>'


def part(data: bytes, name: str = "word/document.xml") -> str:
    """A part's XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()
