from desktop.documents.blocks import Heading, Mark, Table
from desktop.documents.checklist import ReportRow, checklist
from desktop.documents.fonts import Fonts
from desktop.documents.pdf.writing import to_pdf

from .reading import EXTRACTORS

HEAD = (("通知", "2024年民营企业专项职称评审"), ("级别", "中级"))
ROWS = (
    ReportRow("基本信息", "需修改", "上传社保佐证", "还差2个月", "六（一）1", "近半年社保"),
    ReportRow("工作总结", "待确认", "2000—3000字", "现有2412字", "六（一）11"),
    ReportRow("基本信息", "已符合", "在巴州注册"),
)


def test_rows_stand_under_their_step_in_their_order() -> None:
    report = checklist(HEAD, ROWS)
    headings = [block.text for block in report.blocks if isinstance(block, Heading)]
    assert headings == ["基本信息", "工作总结"]
    head, basic, summary = [block for block in report.blocks if isinstance(block, Table)]
    assert [tuple(cell.text for cell in row) for row in head.rows] == list(HEAD)
    assert [row[0].text for row in basic.rows] == ["需修改", "已符合"]
    assert basic.rows[0][2].text == "还差2个月"
    assert basic.rows[0][3].text == "六（一）1\n原文：近半年社保"
    assert summary.rows[0][2].text == "现有2412字"


def test_what_is_open_is_marked_at_the_head() -> None:
    assert checklist(HEAD, ROWS, unfinished="未完成：需修改 1 项").blocks[0] == Mark(
        "未完成：需修改 1 项"
    )
    assert not any(isinstance(block, Mark) for block in checklist(HEAD, ROWS).blocks)


def test_a_long_report_comes_out_whole(fonts: Fonts) -> None:
    rows = [
        ReportRow("基本信息", "已符合", f"要求{number}号", f"情况{number}号", "一（一）", "原文")
        for number in range(90)
    ]
    pages = EXTRACTORS["pdfium"](to_pdf(checklist(HEAD, rows), fonts))
    text = "".join("".join(pages).split())
    assert len(pages) > 3
    for number in range(90):
        assert f"要求{number}号" in text
    for page in pages:
        assert "依据" in page
