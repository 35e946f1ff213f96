"""How large an attachment's files will be when they go out, and whether that is what is wanted.

Sizes are known only by making the files: :func:`outgoing` does, and is called off the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.app.packet.prepared import Wanted, clear, lacking, parts, wanted
from desktop.domain.case import Attachment
from desktop.domain.notice import Notice
from desktop.domain.scans import Correction
from desktop.imaging import intake
from desktop.imaging.formats import named


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What goes out of one attachment: ``said`` in a line, and what is ``wrong`` with it."""

    said: str
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """All that decides what goes out of an attachment; the same value, the same files."""

    sha256: str
    want: Wanted
    corrections: tuple[Correction, ...]

    @classmethod
    def of(cls, attachment: Attachment, notice: Notice) -> Made:
        """What goes out of ``attachment`` as it is now."""
        put = tuple(page.correction for page in attachment.scans)
        return cls(attachment.sha256, wanted(notice, attachment), put)


@dataclass(frozen=True, slots=True)
class _File:
    title: str
    size: int
    width: int
    height: int
    pages: int


def limits(notice: Notice, attachment: Attachment) -> bool:
    """Whether notice or person want anything of the attachment's files at all."""
    want = wanted(notice, attachment)
    return (
        bool(want.formats)
        or any((want.fitting.max_kb, want.fitting.max_side))
        or bool(want.fitting.min_side)
    )


def asked(notice: Notice) -> str:
    """What the notice wants of files, in a sentence; "" where it says nothing."""
    terms = notice.files
    names = [format_.suffix.upper() for one in terms.formats if (format_ := named(one))]
    said = (
        f"格式 {'、'.join(dict.fromkeys(names))}" if names else "",
        f"每个文件不超过 {terms.max_kb} KB" if terms.max_kb else "",
        f"短边不少于 {terms.min_pixels} 像素" if terms.min_pixels else "",
    )
    told = "，".join(filter(None, said))
    made = "生成材料包时会自动转好、压好，选进来的文件不变。" if names or terms.max_kb else ""
    return f"通知要求上传的文件：{told}。{made}" if told else ""


def outgoing(
    data: bytes,
    attachment: Attachment,
    notice: Notice,
    checkpoint: Callable[[], None] = lambda: None,
) -> Outgoing:
    """Make the files and say how they are. Raises :class:`~desktop.errors.UserError`.

    ``checkpoint`` is called before each file and may raise to stop.
    """
    want = wanted(notice, attachment)
    name = attachment.title or attachment.file_name or "附件"
    files: list[_File] = []
    wrong: list[str] = []
    for part in parts(attachment, want):
        checkpoint()
        cleared = clear(data, attachment, part, want, name)
        made, trouble = cleared.data, cleared.wrong
        sheet = intake.look(made, name)
        size = (sheet.width or 0, sheet.height or 0)
        files.append(_File(part.suffix.upper(), len(made), *size, sheet.pages))
        wrong += [f"{trouble}。"] if trouble else []
    unfit = lacking(attachment, name, want)
    wrong += [unfit] if unfit else []
    wrong += _off(files, want)
    limit = want.fitting
    fits = files and not wrong and (limit.max_kb or limit.max_side or limit.min_side)
    said = f"{_said(files)}{' · 符合要求' if fits else ''}"
    return Outgoing(said, tuple(dict.fromkeys(wrong)))


def _off(files: list[_File], want: Wanted) -> Iterator[str]:
    limit = want.fitting
    for file in files:
        heavy = limit.max_kb is not None and file.size > limit.max_kb * 1024
        if heavy and file.title != "JPG":
            yield f"超过 {limit.max_kb} KB，这种文件不能在这里压小，请换成图片。"
        short = min(file.width, file.height)
        if limit.min_side and 0 < short < limit.min_side and want.photo is None:
            yield f"短边只有 {short} 像素，要求不少于 {limit.min_side} 像素，请重新扫描。"


def _said(files: list[_File]) -> str:
    if not files:
        return "这个附件没有能上传的文件。"
    if len(files) == 1:
        (file,) = files
        pixels = f"{file.width}×{file.height}" if file.title != "PDF" and file.width else ""
        pages = f"{file.pages} 页" if file.pages > 1 else ""
        return f"上传时：{' · '.join(filter(None, (file.title, pages, pixels, sized(file.size))))}"
    whole, most = sum(file.size for file in files), max(file.size for file in files)
    kinds = "、".join(dict.fromkeys(file.title for file in files))
    return f"上传时：{len(files)} 个 {kinds} · 一共 {sized(whole)} · 最大的 {sized(most)}"


def sized(size: int) -> str:
    """Bytes as people say them; rounded up, so that nothing seems smaller than a limit."""
    if size >= 1024 * 1024:
        return f"{size / 1048576:.1f} MB"
    return f"{max(-(-size // 1024), 1)} KB"
