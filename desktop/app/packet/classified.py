"""涉密: what must not go out, or only once it has been made public (脱密)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.app.naming import content_name
from desktop.domain.case import Case
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.language import tr

_SAFE = "材料包没有生成，也没有写出任何文件；材料没有变。"


def withheld(case: Case, notice: Notice) -> UserError | None:
    """Why nothing of the case may be written out, None where it may.

    ``forbidden``: nothing that is called classified goes out under such a notice.
    ``declassified``: only with the office that declassified it on record. A notice that says
    nothing of it leaves it to the person.
    """
    terms = notice.files.classified
    if terms is None:
        return None
    undone = terms == "declassified"
    named = tuple(dict.fromkeys(_classified(case, notice, undone=undone)))
    if not named:
        return None
    which = "、".join(f"“{name}”" for name in named)
    if undone:
        return UserError(
            tr(
                "{which}标为涉密，还没有写由哪个部门脱密。按通知，涉密材料要先脱密才能上传。",
                which=which,
            ),
            safe=_SAFE,
            todo=tr("请脱密以后写上由哪个部门脱密；还没有脱密的，请把它删去。"),
            details=named,
        )
    return UserError(
        tr("{which}标为涉密。按通知，涉密材料严禁上传。", which=which),
        safe=_SAFE,
        todo=tr("请把它删去，换成别的材料；标错了的，请改为不涉密。"),
        details=named,
    )


def _classified(case: Case, notice: Notice, *, undone: bool) -> Iterator[str]:
    """What is called classified, with ``undone`` only where nobody is named who declassified it."""
    slots = {slot.id: slot for slot in notice.slots}
    for item in case.items:
        if item.classified and not (undone and item.declassified_by.strip()):
            yield item.title or item.type
    for file in case.attachments:
        if file.classified and not (undone and file.declassified_by.strip()):
            slot = slots.get(file.slot)
            yield content_name(file, slot, case) if slot is not None else file.slot
