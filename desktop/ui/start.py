"""The first screen: the cases there are, a new one, the sample, a case file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.app.installed import NoticeCard
from desktop.app.library import CaseRow, Desk
from desktop.domain.moments import beijing
from desktop.ui.bars import TopBar
from desktop.ui.cards import Card, Sheet, words
from desktop.ui.theme import em


class CaseCard(QFrame):
    """One case of the library."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, row: CaseRow, notice_title: str) -> None:
        super().__init__()
        self.setProperty("role", "entry")
        name = row.name or "还没有填姓名"
        title = words(name, "label")
        what = "　".join(part for part in (row.unit, row.level and f"申报{row.level}") if part)
        line = QHBoxLayout(self)
        line.setContentsMargins(em(self, 1.2), em(self, 0.8), em(self, 1), em(self, 0.8))
        line.setSpacing(em(self, 0.6))
        column = QVBoxLayout()
        column.setSpacing(em(self, 0.2))
        column.addWidget(title)
        if what:
            column.addWidget(words(what, "plain"))
        changed = f"{beijing(row.changed_at):%Y-%m-%d %H:%M}"
        column.addWidget(words(f"{notice_title}　最后修改 {changed}", "hint"))
        line.addLayout(column, 1)
        drop = QPushButton("删除")
        drop.setProperty("role", "quiet")
        drop.setAccessibleName(f"删除 {name} 的材料")
        drop.clicked.connect(lambda: self.removed.emit(row.case_id))
        self.open_button = QPushButton("继续填写")
        self.open_button.setAccessibleName(f"继续填写 {name} 的材料")
        self.open_button.clicked.connect(lambda: self.opened.emit(row.case_id))
        line.addWidget(drop, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignVCenter)


class StartPage(QWidget):
    """Calm: what there is, and what one can do."""

    new_asked = Signal(str)
    open_asked = Signal(str)
    sample_asked = Signal()
    import_asked = Signal()
    removed = Signal(str)
    restored = Signal(str)

    def __init__(self, desk: Desk, notices: tuple[NoticeCard, ...]) -> None:
        super().__init__()
        self.desk = desk
        self.notices = notices
        self._gone = ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._outer = outer
        self.top = TopBar()
        self.top.home_button.hide()
        outer.addWidget(self.top)
        self.sheet = Sheet("")
        self.refresh()

    def refresh(self) -> None:
        """Draw what there is now."""
        old = self.sheet
        self.sheet = Sheet(
            "职称申报助手",
            "一步一步填好申报材料，随时对照通知检查，最后生成可以打印、上传的材料包。"
            "所有内容只保存在这台电脑上。",
            widest=46,
            centred=True,
        )
        self._outer.removeWidget(old)
        old.deleteLater()
        self._outer.addWidget(self.sheet)
        if self._gone:
            self.sheet.add(self._undo_strip())
        rows = self.desk.rows()
        if rows:
            self.sheet.add(self._cases(rows))
        self.sheet.add(self._begin(bool(rows)))
        self.sheet.add(self._others())

    def _cases(self, rows: tuple[CaseRow, ...]) -> QWidget:
        titles = {notice.id: notice.short_title for notice in self.notices}
        card = Card("继续填写")
        for row in rows:
            case = CaseCard(row, titles.get(row.pack_id, row.pack_id))
            case.opened.connect(self.open_asked)
            case.removed.connect(self._on_removed)
            card.add(case)
        return card

    def _begin(self, others: bool) -> QWidget:
        card = Card("新建一份申报材料" if others else "开始", "请选您要申报的通知。")
        for notice in self.notices:
            card.add(self._offer(notice, primary=not others))
        card.add(
            words(
                "手边最好有：身份证、毕业证书、职称证书、单位营业执照、社保缴费证明、"
                "业绩证明、继续教育证书、年度考核表。没有齐也可以先填，随时接着填。"
                "第一次填大约要一到两个小时。",
                "hint",
            )
        )
        return card

    def _offer(self, notice: NoticeCard, *, primary: bool) -> QWidget:
        line = QFrame()
        line.setProperty("role", "entry")
        row = QHBoxLayout(line)
        row.setContentsMargins(em(self, 1.2), em(self, 0.8), em(self, 1), em(self, 0.8))
        column = QVBoxLayout()
        column.setSpacing(em(self, 0.2))
        column.addWidget(words(notice.short_title, "label"))
        column.addWidget(words(f"{notice.title}　{notice.issuer}", "hint"))
        row.addLayout(column, 1)
        button = QPushButton("新建")
        if primary:
            button.setProperty("role", "primary")
        button.setAccessibleName(f"按《{notice.title}》新建")
        button.clicked.connect(lambda: self.new_asked.emit(notice.id))
        row.addWidget(button)
        return line

    def _others(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        for text, told, signal in (
            ("打开样例看看", "一份编造的完整材料，可以随便看、随便改", self.sample_asked),
            ("导入材料文件…", "从别的电脑带来的材料文件", self.import_asked),
        ):
            button = QPushButton(text)
            button.setToolTip(told)
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        return line

    def _undo_strip(self) -> QWidget:
        strip = QFrame()
        strip.setProperty("role", "note")
        row = QHBoxLayout(strip)
        row.addWidget(QLabel("已删除一份材料，内容还留着。"), 1)
        back = QPushButton("撤销删除")
        back.clicked.connect(self._bring_back)
        row.addWidget(back)
        return strip

    def _on_removed(self, case_id: str) -> None:
        self._gone = case_id
        self.removed.emit(case_id)

    def _bring_back(self) -> None:
        case_id, self._gone = self._gone, ""
        self.restored.emit(case_id)
