"""请先看.txt: what lies in a packet, what is missing, and what to do with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Protocol

from desktop.app.naming import DOCUMENTS, MANIFEST, REPORT
from desktop.domain.moments import chinese_moment
from desktop.domain.notice import Notice


class Placed(Protocol):
    """Anything with a place in the packet."""

    @property
    def place(self) -> PurePosixPath:
        """Where it lies."""


def guide(
    notice: Notice,
    files: Sequence[Placed],
    missing: Sequence[str],
    *,
    complete: bool,
    counts: str,
    now: datetime,
) -> Iterator[str]:
    """The lines, for somebody who opens the folder weeks later or for the first time.

    ``counts`` says in words how the checks came out.
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
    yield ""
    yield "二、各文件夹是什么"
    yield f"  {DOCUMENTS}：打印、签字、盖章用。PDF 直接打印；DOCX 需要改版面时用，固定文字不要改。"
    folders = dict.fromkeys(file.place.parts[0] for file in files if len(file.place.parts) > 1)
    for folder in folders:
        held = [file for file in files if file.place.parts[0] == folder]
        if folder != DOCUMENTS:
            yield f"  {folder}：{len(held)} 个文件，传到平台同名栏目，按编号顺序。"
    yield f"  {REPORT}.pdf：给您自己和单位核对用，不上传。"
    yield f"  {MANIFEST}：每个文件的大小和校验值，供核对文件有没有被改动。"
    yield ""
    yield "三、上传"
    where = f"{notice.platform_name}　{notice.platform_url}".strip("　")
    if where:
        yield f"  平台：{where}"
    for deadline in notice.deadlines:
        span = f"{deadline.start or '（通知未写）'} 至 {deadline.end or '（通知未写）'}"
        yield f"  {deadline.title}：{span}（北京时间）"
    if notice.masking.where:
        yield "  这里的附件都是没有遮盖的原件。上传后请按通知要求遮盖："
        yield f"  {notice.masking.where}。"
    yield ""
    yield "四、保管"
    yield "  材料里有身份证等个人信息。请不要发到聊天群；用完从公用电脑上删除。"
