"""Opening a template: what kind of file it is, what it may hold, what is taken off it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from desktop.errors import UserError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/"

TYPES = "[Content_Types].xml"
MOST_BYTES = 20_000_000
"""A page with a letterhead and a picture or two has less than one million."""
MOST_UNPACKED = 80_000_000
MOST_PARTS = 1_000

SAFE = "原来的模板和已填写的材料都没有变。"

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KINDS = {
    "application/vnd.ms-word.document.macroEnabled.main+xml": "里面有宏（.docm）",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": "里面有宏（.dotm）",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": (
        "是 Word 的模板格式（.dotx）"
    ),
}
_SAVE_AS = "请在 WPS 或 Word 里打开它，“另存为”选“Word 文档（.docx）”，再添加一次。"
_ANOTHER = "改文件名不会变成 Word 文档。请用原来的 Word 文件；没有的，在 WPS 或 Word 里重做一份。"
_FOREIGN = {
    b"%PDF-": ("它的内容是 PDF，不是 Word 文档", _ANOTHER),
    b"\x89PNG": ("它的内容是图片，不是 Word 文档", _ANOTHER),
    b"\xff\xd8\xff": ("它的内容是图片，不是 Word 文档", _ANOTHER),
    b"{\\rtf": ("它的内容是 RTF，不是 .docx", _SAVE_AS),
}
"""What a file may be that was only given the name of a Word document, by how it begins."""

# What a part's name or a relation's kind says of it, and how that is told.
_FORBIDDEN = {
    "vbaproject": "里面有宏",
    "vbadata": "里面有宏",
    "activex": "里面有控件（ActiveX）",
    "control": "里面有控件（ActiveX）",
    "embeddings": "里面嵌着别的文件（对象）",
    "oleobject": "里面嵌着别的文件（对象）",
    "package": "里面嵌着别的文件（对象）",
    "afchunk": "里面夹着另一份文档",
    "subdocument": "里面引用了子文档",
    "framedocument": "里面引用了别的文档",
    "keymapcustomizations": "里面有自定义命令",
    "attachedtoolbars": "里面有自定义工具栏",
}
_LEFT_OUT = frozenset({"attachedtemplate", "mailmergesource", "mailmergeheadersource"})
"""Relations that only say where the office's own files lie; they are taken off."""

_FETCHING = frozenset(
    "INCLUDETEXT INCLUDEPICTURE LINK DDE DDEAUTO IMPORT RD DATABASE AUTOTEXT MACROBUTTON "
    "GLOSSARY ASK FILLIN".split()
)
_MERGING = frozenset("MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF SKIPIF MERGEBARCODE".split())
_MOVING = frozenset("DATE TIME SAVEDATE PRINTDATE CREATEDATE USERNAME USERINITIALS AUTHOR".split())
_CHANGES = frozenset("ins del moveFrom moveTo cellIns cellDel cellMerge numberingChange".split())


class RefusedTemplate(UserError):
    """A file that cannot be a template; the reason is told, nothing was taken over."""

    def __init__(self, why: str, todo: str, details: tuple[str, ...] = ()) -> None:
        super().__init__(f"这份文件不能用作模板：{why}。", safe=SAFE, todo=todo, details=details)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a sound template by name, in their order."""

    parts: Mapping[str, bytes]

    def texts(self) -> Iterator[tuple[str, Any]]:
        """The parts that hold running text, with their trees: body, headers, footers, notes."""
        for name, data in self.parts.items():
            if is_text(name):
                yield name, tree(name, data)


def is_text(name: str) -> bool:
    """Whether fields are filled in that part."""
    folder, _, file = name.rpartition("/")
    return folder == "word" and file.endswith(".xml") and file.startswith(
        ("document", "header", "footer", "footnotes", "endnotes")
    )  # fmt: skip


def opened(data: bytes) -> Package:
    """The template in ``data``; :class:`RefusedTemplate` says why it is none."""
    if data.startswith(_COMPOUND):
        raise RefusedTemplate("它是旧格式（.doc、.wps），或者设了打开密码", _SAVE_AS)
    for beginning, (why, todo) in _FOREIGN.items():
        if data.startswith(beginning):
            raise RefusedTemplate(why, todo)
    if len(data) > MOST_BYTES:
        raise RefusedTemplate(
            f"它太大了（{len(data) // 1_000_000} MB，不能超过 {MOST_BYTES // 1_000_000} MB）",
            "请把里面的大图片缩小或者删去，再添加一次。",
        )
    package = Package(_read(data))
    _refuse_kind(package)
    _refuse_relations(package)
    for name, part in package.parts.items():
        if name == "word/comments.xml" and len(tree(name, part)):
            raise RefusedTemplate("里面有批注", "请在“审阅”里删除所有批注，保存后再添加。")
    for _, root in package.texts():
        _refuse_inside(root)
    return package


def _read(data: bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_PARTS:
                raise _damaged("里面的部件太多")
            for entry in entries:
                if entry.flag_bits & 1:
                    raise RefusedTemplate("它加了密码", "请去掉密码，再添加一次。")
                if entry.filename in parts or ".." in entry.filename.split("/"):
                    raise _damaged("里面的部件名称不对")
                with archive.open(entry) as file:
                    parts[entry.filename] = file.read(left + 1)
                left -= len(parts[entry.filename])
                if left < 0:
                    raise _damaged("展开以后太大")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError,
            RuntimeError, ValueError) as error:  # fmt: skip
        raise _damaged("不是完整的 .docx") from error
    if TYPES not in parts:
        raise _damaged("不是 Word 文档（.docx）")
    return parts


def _damaged(why: str) -> RefusedTemplate:
    return RefusedTemplate(f"{why}，可能损坏了", _SAVE_AS)


def tree(name: str, data: bytes) -> Any:
    """A part's XML, read without anything it could refer to."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged(f"里面的 {name.rpartition('/')[2]} 读不出来") from error
    if root.getroottree().docinfo.doctype:
        raise _damaged("里面有不该有的声明")
    return root


def _refuse_kind(package: Package) -> None:
    types = tree(TYPES, package.parts[TYPES])
    kinds = {one.get("ContentType", ""): one.get("PartName", "") for one in types}
    main = package.parts.get(kinds.get(_MAIN_TYPE, "").removeprefix("/"), b"")
    if not main:
        why = next((said for kind, said in _KINDS.items() if kind in kinds), "它不是 Word 文档")
        raise RefusedTemplate(why, _SAVE_AS)
    if STRICT in main[:4000]:
        raise RefusedTemplate("它是“Strict Open XML”格式", _SAVE_AS)
    for name in package.parts:
        _refuse_word(name.lower().replace("/", " ").replace(".", " ").split())


def _refuse_word(words: list[str]) -> None:
    for word in words:
        for sign, why in _FORBIDDEN.items():
            if word == sign or (sign != "package" and word.startswith(sign)):
                raise RefusedTemplate(why, f"请删去它以后{_SAVE_AS.removeprefix('请')}")


def _refuse_relations(package: Package) -> None:
    for name, data in package.parts.items():
        if not name.endswith(".rels"):
            continue
        for relation in tree(name, data):
            if left_out(relation):
                continue
            kind = _kind(relation)
            if "/_rels/" in name:  # of a part; the package's own relations name none of these
                _refuse_word([kind])
            if relation.get("TargetMode", "").lower() == "external":
                raise RefusedTemplate(
                    "里面有指向外面的链接",
                    "请在 WPS 或 Word 里右键点这个链接，选“取消超链接”（图片请直接插入），再添加。",
                    (relation.get("Target", "")[:200],),
                )


def _kind(relation: Any) -> str:
    return str(relation.get("Type", "")).rpartition("/")[2].lower()


def left_out(relation: Any) -> bool:
    """Whether a relation only says where files of the office lie, and is taken off."""
    return _kind(relation) in _LEFT_OUT


def _refuse_inside(root: Any) -> None:
    """What stands in the text itself and would change it later, or behind one's back."""
    for one in root.iter(f"{{{W}}}*"):
        tag = one.tag.rpartition("}")[2]
        if tag in _CHANGES or tag.endswith("PrChange"):
            raise RefusedTemplate(
                "里面有修订记录（改动的痕迹）",
                "请在“审阅”里选“接受所有修订”，关掉修订，保存后再添加。",
            )
    if root.find(f".//{{{W}}}altChunk") is not None:
        raise RefusedTemplate(_FORBIDDEN["afchunk"], _SAVE_AS)
    for code in _codes(root):
        word = code.split()[0].upper() if code.split() else ""
        if word in _MERGING:
            raise RefusedTemplate(
                "里面有“邮件合并”的域，本软件不会填",
                "请删去它，改写成双大括号的字段，例如 {{姓名}}，再添加。",
                (code.strip()[:80],),
            )
        if word in _FETCHING:
            raise RefusedTemplate(
                "里面有会从别处取内容的域", "请删去这个域，直接写上内容，再添加。", (code[:80],)
            )
        if word in _MOVING:
            raise RefusedTemplate(
                "里面有会自己变的日期或人名（域）",
                "请删去它，日期改写成 {{落款日期}} 或直接写上，再添加。",
                (code.strip()[:80],),
            )


def _codes(root: Any) -> Iterator[str]:
    """The codes of Word's own fields, put together from their runs."""
    for simple in root.iter(f"{{{W}}}fldSimple"):
        yield simple.get(f"{{{W}}}instr", "")
    open_ = ""
    for part in root.iter(f"{{{W}}}instrText", f"{{{W}}}fldChar"):
        if part.tag.endswith("instrText"):
            open_ += part.text or ""
        elif open_:
            yield open_
            open_ = ""
    if open_:
        yield open_
