"""请先看.txt: what lies in a packet, what is missing, and what to do with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import PurePosixPath

from desktop.app.findings.messages import MASKED
from desktop.app.naming import COPIES, DOCUMENTS, MANIFEST, MASK_SHEET, PRINT_PLAN, REPORT
from desktop.app.packet.handed_in import wanted
from desktop.domain.moments import chinese_moment
from desktop.domain.notice import Notice
from desktop.imaging.formats import named


def guide(
    notice: Notice,
    places: Sequence[PurePosixPath],
    missing: Sequence[str],
    *,
    complete: bool,
    counts: str,
    now: datetime,
    unseen: Sequence[str] = (),
    remarks: Sequence[str] = (),
    planned: bool = False,
) -> Iterator[str]:
    """The lines, for somebody who opens the folder weeks later or for the first time.

    ``places`` are those of the files made, ``counts`` says in words how the checks came out,
    ``unseen`` names attachments whose pages nobody has looked at, ``remarks`` are sentences on
    files that are no fault. ``planned``: there is a plan for printing.
    """
    yield "材料包说明"
    yield ""
    yield f"通知：{notice.title}"
    yield f"生成：{chinese_moment(now)}（北京时间）"
    yield f"状态：{'检查项都已处理' if complete else '未完成，还不能提交'}"
    yield f"检查：{counts}（详见“{REPORT}.pdf”）"
    yield ""
    if missing:
        yield "一、还缺这些"
        for number, sentence in enumerate(missing, 1):
            yield f"  {number}. {sentence}"
        yield "  补齐后请重新生成一份，不要在这个文件夹里直接改。"
    else:
        yield "一、没有缺项"
    for remark in remarks:
        yield f"  请留意：{remark}"
    yield ""
    yield "二、各文件夹是什么"
    yield from _folders(notice, places, planned=planned)
    yield ""
    yield "三、上传"
    where = f"{notice.platform_name}　{notice.platform_url}".strip("　")
    if where:
        yield f"  平台：{where}"
    for deadline in notice.deadlines:
        span = f"{deadline.start or '（通知未写）'} 至 {deadline.end or '（通知未写）'}"
        yield f"  {deadline.title}：{span}（北京时间）"
    yield from _files(notice)
    yield from _masking(notice, unseen, sheet=any(place.parts[0] == COPIES for place in places))
    yield from _papers(notice)
    yield ""
    yield "四、保管"
    yield "  材料里有身份证等个人信息。请不要发到聊天群；用完从公用电脑上删除。"


def _folders(notice: Notice, places: Sequence[PurePosixPath], *, planned: bool) -> Iterator[str]:
    """What each folder and file is for."""
    yield f"  {DOCUMENTS}：打印、签字、盖章用。PDF 直接打印；DOCX 需要改版面时用，固定文字不要改。"
    for terms in notice.documents:
        if terms.mode == "print" and terms.written_into:
            yield f"    其中《{terms.title}》不用打印，复制到{terms.written_into}填写。"
    held = Counter(place.parts[0] for place in places if len(place.parts) > 1)
    for folder, count in held.items():
        if folder == COPIES:
            yield f"  {COPIES}：{count} 张遮盖好的图片，文件名和原件的相同。"
            yield "    每一张遮盖以后都重新识别过。平台里能遮盖的，上传原件、在平台里遮；"
            yield "    受理部门要求交遮盖好的图片时，才用这一个文件夹里的。"
        elif folder != DOCUMENTS:
            yield f"  {folder}：{count} 个文件，传到平台同名栏目，按编号顺序。"
    if COPIES in held:
        yield f"  {MASK_SHEET}.pdf：在平台上逐张遮盖时照着它做。上面是原件的小图，不上传，不外传。"
    if planned:
        yield f"  {PRINT_PLAN}.pdf：哪一份印几张、单面双面、谁签字、盖什么章，照着打勾；不用交。"
    yield f"  {REPORT}.pdf：给您自己和单位核对用，不上传。"
    yield f"  {MANIFEST}：每个文件的大小和校验值，供核对文件有没有被改动。"


def _files(notice: Notice) -> Iterator[str]:
    """What the notice says of the files themselves."""
    terms = notice.files
    if terms.formats:
        names = "、".join(map(_called, terms.formats))
        yield f"  文件格式：通知要求 {names}。别的格式请先转换再上传。"
    else:
        yield "  文件格式：通知未写。"
    if terms.max_kb is not None:
        yield f"  文件大小：通知要求每个不超过 {terms.max_kb} KB。"
    if terms.classified == "forbidden":
        yield "  涉密材料：通知规定严禁上传。"
    elif terms.classified == "declassified":
        yield "  涉密材料：通知规定脱密以后才能上传。"


def _called(name: str) -> str:
    found = named(name)
    return found.title if found is not None else name.upper()


def _masking(notice: Notice, unseen: Sequence[str], *, sheet: bool) -> Iterator[str]:
    """What is to be covered, where, and what must stay clear."""
    terms = notice.masking
    if not terms.kinds:
        yield "  遮盖：这份通知没有要求。"
        return
    kinds = "、".join(MASKED[kind] for kind in terms.kinds)
    yield f"  遮盖：各栏目文件夹里都是没有遮盖的原件。上传后请逐张遮住{kinds}，别的不要遮。"
    if sheet:
        yield f"  每一张点【是】还是【否】、遮在哪里，见“{MASK_SHEET}.pdf”。"
        if unseen:
            yield f"  还没有逐页看过、对照单里没有的：{'、'.join(unseen)}。"
    if terms.where:
        yield f"  在哪里遮：{terms.where}。"
    if terms.never:
        yield f"  不要遮盖：{'、'.join(_titles(notice, terms.never))}。"


def _titles(notice: Notice, slots: Sequence[str]) -> Iterator[str]:
    known = {slot.id: slot.title for slot in notice.slots}
    return (known.get(slot, slot) for slot in slots)


def _papers(notice: Notice) -> Iterator[str]:
    """What goes in on paper, and how many."""
    for number, terms in enumerate(notice.papers):
        if not number:
            yield "  纸质材料："
        yield f"    {terms.title}：{wanted(terms)}"
