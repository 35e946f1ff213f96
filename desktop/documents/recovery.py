"""恢复码单: the recovery code on paper, kept apart from the computer. Nobody is named on it."""

from __future__ import annotations

from desktop.documents.blocks import Align, Cell, Document, Mark, Paragraph, Small, Table, Title
from desktop.documents.fonts import Hand
from desktop.documents.geometry import REPORT

TITLE = "职称申报助手 恢复码"
PER_ROW = 4
"""Groups of four signs to a row."""


def recovery_sheet(code: str, made: str) -> Document:
    """The sheet for ``code``, groups with dashes between; ``made`` is the day, in words."""
    groups = code.split("-")
    rows = [groups[at : at + PER_ROW] for at in range(0, len(groups), PER_ROW)]
    return Document(
        "recovery",
        TITLE,
        REPORT,
        (
            Mark("请妥善保管，不要拍照上传"),
            Title(TITLE),
            Paragraph(
                "忘记口令时，用这张纸上的恢复码可以打开本机的申报材料。"
                "口令和恢复码都丢了，材料就谁也打不开了。"
            ),
            Table(
                (1.0,) * PER_ROW,
                tuple(tuple(Cell(g, Hand.HEI_BOLD, Align.CENTRE) for g in row) for row in rows),
            ),
            Paragraph(f"生成日期：{made}"),
            Paragraph("放在锁好的抽屉里，不要和电脑放在一起，不要发到聊天软件里。"),
            Small(
                "恢复码由大写字母和数字组成，没有字母 I、O 和数字 0、1；"
                "输入时大小写、横线都不要紧。"
            ),
        ),
    )
