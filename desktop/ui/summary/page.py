"""工作总结: the editor, its counter, the notice's topics, and what must not stand in the text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout

from desktop.app.pages import SUMMARY
from desktop.app.pages.form import told
from desktop.app.session import Session
from desktop.app.summary.facts import facts
from desktop.app.summary.outline import outlined
from desktop.app.summary.phrases import phrases
from desktop.app.summary.writing import HOW_COUNTED, Hit, Standing, hits, length, wants_summary
from desktop.domain.notice import Rule
from desktop.errors import UserError
from desktop.language import shown, tr
from desktop.ui.forms.confirm import Confirmations
from desktop.ui.forms.page import PageView
from desktop.ui.forms.questions import QuestionsCard
from desktop.ui.summary import sentences
from desktop.ui.summary.editor import SummaryEditor
from desktop.ui.summary.facts import FactsPanel
from desktop.ui.summary.gauge import Gauge
from desktop.ui.summary.hits import HitsCard
from desktop.ui.summary.marks import Mark
from desktop.ui.summary.topics import TopicsCard
from desktop.ui.summary.versions import NO_VERSIONS, offer_versions
from desktop.ui.widgets.cards import Card, Sheet, words
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.pieces import FlowLayout, Note, PushButton, button, tell
from desktop.ui.widgets.theme import em

SAVE_MS = 500
"""How long typing must rest before it is saved …"""

LONGEST_MS = 1500
"""… and how long it may go on before it is saved all the same."""

AGAIN_MS = 3000
"""After how long what could not be saved is tried again."""

LOOK_MS = 200
"""How long typing must rest before the text is looked through for names."""

_TEXT = "summary.text"
ALL_HEADED = tr("通知要求的几个方面，文中都已有小标题。")

_ROLES: dict[Standing, str] = {
    "empty": "hint",
    "short": "hint",
    "free": "hint",
    "doubtful": "care",
    "long": "care",
    "right": "good",
}


class SummaryPage(PageView):
    """Write the 工作总结 while the counter and the list of names follow."""

    page_id = "summary"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.terms = session.notice.summary
        self._identity: tuple[object, ...] = ()
        self.editor = SummaryEditor()
        self.gauge = Gauge(self.terms)
        self._pause = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._pause.timeout.connect(self.flush)
        self._limit = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._limit.timeout.connect(self.flush)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.flush)
        self._trouble = ""
        self._look = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._look.timeout.connect(self._look_through)
        self._build()
        self.editor.committed.connect(self._on_committed)
        self.editor.left.connect(self.flush)
        self.refresh(frozenset())

    # ------------------------------------------------------------------ layout

    def _build(self) -> None:
        lead = told(SUMMARY.lead, self.session.case, self.session.notice)
        self.sheet = Sheet(shown(SUMMARY.title), shown(lead))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.sheet)
        self.card = self._writing_card()
        self.unwanted = self._unwanted_note()
        self.sheet.add(self.unwanted)
        self.sheet.add(self.card)
        self.names = self._names_card()
        self.sheet.add(self.names)
        self.topics = TopicsCard(self.terms.topics)
        self.topics.ticked.connect(self._on_topics)
        self.sheet.add(self.topics)
        self.wording = HitsCard(tr("用词"), tr("可以写得更具体的地方"), "text")
        self.wording.chosen.connect(self._go_to_hit)
        self.sheet.add(self.wording)
        self.questions = QuestionsCard(self.session, self.page_id)
        self.sheet.add(self.questions)
        self.confirmations = Confirmations(self.session, self.page_id)
        self.confirmations.clause_asked.connect(self.clause_asked)
        self.sheet.add(self.confirmations)
        self.sheet.viewport().installEventFilter(self)
        self.setFocusProxy(self.editor)

    def _unwanted_note(self) -> Note:
        """Where the notice wants no 工作总结: said calmly; what is written stays."""
        note = Note()
        if not wants_summary(self.session.notice):
            note.say(tr("这份通知没有要求写个人工作总结，这一步可以跳过。写了的内容会一直保存着。"))
        return note

    def _writing_card(self) -> Card:
        card = Card(tr("任现职以来个人业务工作总结"), spacing=0.6)
        self.editor.setAccessibleName(tr("任现职以来个人业务工作总结"))
        self.editor.setPlaceholderText(sentences.invitation(self.terms))
        self.count = words("", "h2")
        self.standing = words("", "hint")
        self.other_count = words("", "hint")
        self.how = words(HOW_COUNTED, "hint")
        self.how.hide()
        how = LinkButton(tr("怎么数的？"), small=True)
        how.setCheckable(True)
        how.toggled.connect(self.how.setVisible)
        self.hit_link = LinkButton("", small=True)
        self.hit_link.clicked.connect(lambda: self._show_list(self.names))
        self.hit_link.hide()
        self.wording_link = LinkButton("", small=True)
        self.wording_link.clicked.connect(lambda: self._show_list(self.wording))
        self.wording_link.hide()
        numbers = FlowLayout(em(self, 0.7))
        for label in (self.count, self.standing, self.other_count):
            label.setWordWrap(False)
            numbers.addWidget(label)
        numbers.addWidget(self.hit_link)
        numbers.addWidget(self.wording_link)
        for tool in self._tools():
            numbers.addWidget(tool)
        links = FlowLayout(em(self, 1))
        links.addWidget(how)
        rule = self._rule("summary_length")
        if rule is not None:
            links.addWidget(self._clause(rule))
        card.column.addLayout(numbers)
        self.no_versions = words("", "hint")
        self.no_versions.hide()
        card.add(self.no_versions)  # beside what was pressed: below the text it is out of sight
        card.add(self.gauge)
        self.facts = FactsPanel()
        self.facts.chosen.connect(self.editor.put)
        self.facts.hide()
        self.sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.sides.addWidget(self.editor, 5)
        self.sides.addWidget(self.facts, 2)
        card.column.addLayout(self.sides)
        card.column.addLayout(links)
        card.add(self.how)
        return card

    def _tools(self) -> tuple[QPushButton, ...]:
        """What helps writing; none of it writes."""
        outline = button(tr("列出提纲"), self._add_outline, "small")
        outline.setToolTip(tr("把通知要求的几个方面作为小标题加到文末，已有的不再加"))
        if not self.terms.topics:
            outline.hide()
        self.show_facts = PushButton(tr("材料里的内容"))
        self.show_facts.setProperty("role", "small")
        self.show_facts.setCheckable(True)
        self.show_facts.setToolTip(tr("把填过的日期、职务、数量列在旁边，点一条就放到光标处"))
        self.show_facts.toggled.connect(self._on_facts)
        earlier = button(tr("以前的样子"), self._show_versions, "small")
        return outline, self.show_facts, earlier

    def _names_card(self) -> HitsCard:
        card = HitsCard(tr("不能出现姓名和单位"), tr("总结中不能出现的内容"))
        card.chosen.connect(self._go_to_hit)
        links = FlowLayout(em(self, 1))
        self.fill_names = LinkButton(tr("去填姓名和单位"), small=True)
        self.fill_names.clicked.connect(
            lambda: self.asked.emit(
                "basic", "unit.name" if self.session.case.person.name else "person.name"
            )
        )
        aliases = LinkButton(tr("补充单位的简称、曾用名"), small=True)
        aliases.clicked.connect(lambda: self.asked.emit("basic", "unit.aliases"))
        links.addWidget(self.fill_names)
        links.addWidget(aliases)
        rule = self._rule("summary_no_identity")
        if rule is not None:
            links.addWidget(self._clause(rule))
        card.column.addLayout(links)
        if self.terms.identity_allowed:
            card.hide()
        return card

    def _clause(self, rule: Rule) -> LinkButton:
        link = LinkButton(tr("依据：通知 {clause}", clause=rule.clause), small=True)
        link.setAccessibleName(tr("看通知原文：{clause}", clause=rule.clause))
        link.clicked.connect(lambda: self.clause_asked.emit(rule.id))
        return link

    def _rule(self, operation: str) -> Rule | None:
        found = (r for r in self.session.notice.rules if r.check.op == operation)
        return next(found, None)

    # ------------------------------------------------------------------ typing

    def _on_committed(self) -> None:
        self.session.wait(_TEXT, self._trouble)
        self._pause.start()
        if not self._limit.isActive():
            self._limit.start()
        self._look.start()
        self._show_length()

    def _show_length(self) -> None:
        found = length(self.editor.text, self.terms)
        n = found.count
        self.count.setText(tr("{high} 字", high=n.high))
        self.gauge.show_length(found)
        tell(self.standing, found.sentence, _ROLES[found.standing])
        differs = n.low != n.high
        tell(self.other_count, tr("另一种数法：{low} 字", low=n.low) if differs else "")
        self.editor.setAccessibleDescription(
            tr("{high} 字，{sentence}", high=n.high, sentence=found.sentence)
        )

    def _look_through(self) -> None:
        case, text = self.session.case, self.editor.text
        named, worded = hits(text, case, self.terms), phrases(text)
        marks = [Mark(h.start, h.end, "advice") for h in worded]
        marks += [Mark(h.start, h.end, "bad" if h.sure else "care") for h in named]
        self.editor.show_marks(marks)
        self.names.show_hits(named, *sentences.names_told(named, case, text))
        sure = sum(h.sure for h in named)
        what = tr("处写了姓名或单位，要改掉") if sure else tr("处请看一看")
        self.hit_link.set_text(f"{sure or len(named)} {what}")
        self.hit_link.setVisible(bool(named))
        self.fill_names.setVisible(not (case.person.name and case.unit.name))
        self.wording.show_hits(worded, sentences.wording_told(len(worded)), "hint")
        self.wording.setVisible(bool(worded))
        self.wording_link.set_text(tr("{count} 处可以写得更具体", count=len(worded)))
        self.wording_link.setVisible(bool(worded))
        self.topics.show_counts(text)
        self._refresh_facts()

    def _show_list(self, card: HitsCard) -> None:
        self.sheet.reveal(card)
        card.list.setFocus()

    def _go_to_hit(self, hit: Hit) -> None:
        self.sheet.reveal(self.editor)
        self.editor.go_to(hit.start, hit.end)

    def _on_topics(self, chosen: list[str]) -> None:
        self.session.set("summary.topics", chosen, label=tr("勾选总结的方面"))

    # ------------------------------------------------------------------ what helps writing

    def _add_outline(self) -> None:
        """Headings for the topics that have none, as if typed at the end of the text."""
        if self.editor.composing:
            return
        text = self.editor.text
        wanted = outlined(text, self.terms.topics)
        kept = len(text.rstrip("\n"))
        if wanted == text:
            self.told.emit(ALL_HEADED)
            self.editor.setFocus()  # the caret stays where one was writing
            return
        self.editor.go_to(kept, len(text))
        self.editor.put(wanted[kept:])
        first = wanted.find("\n", kept + 1)
        self.editor.go_to(first + 1, first + 1)

    def _on_facts(self, on: bool) -> None:
        self.facts.setVisible(on)
        self._refresh_facts()
        QTimer.singleShot(0, self, self._fit_editor)

    def _refresh_facts(self) -> None:
        if self.show_facts.isChecked():
            self.facts.show_facts(facts(self.session.case, self.terms), self.editor.text)

    def _show_versions(self) -> None:
        self.flush()
        none_yet = "" if offer_versions(self.session, self.editor) else NO_VERSIONS
        tell(self.no_versions, none_yet)

    # ------------------------------------------------------------------ the page's part

    def flush(self) -> None:
        """Save what has been committed and not saved; letters being composed stay out."""
        self._pause.stop()
        self._limit.stop()
        self._again.stop()
        self.questions.body.flush()
        if self.editor.text != self.session.case.summary.text:
            try:
                self.session.set(_TEXT, self.editor.text, label=tr("修改工作总结"))
            except UserError as error:
                told, self._trouble = self._trouble, f"{error.happened}{error.todo}"
                self.session.wait(_TEXT, self._trouble)
                self._again.start()
                if not told:  # once; from then on the bar below says so
                    raise
                return
        self._trouble = ""
        self.session.settle(_TEXT)

    def refresh(self, changed: frozenset[str]) -> None:
        """Follow the case; text that is being typed goes before text from elsewhere."""
        case = self.session.case
        typing = self._pause.isActive()
        if not typing and case.summary.text != self.editor.text:
            self.editor.take_text(case.summary.text)
        self.topics.show_ticks(case.summary.topics)
        identity = (case.person.name, case.unit, case.work)
        if identity != self._identity or not changed:
            self._identity = identity
            self._look_through()
        self._refresh_facts()
        self._show_length()
        self.questions.refresh(changed)
        self.confirmations.refresh()

    def show_field(self, path: str) -> bool:
        """Text, topics, or a confirmation (``rule:…``)."""
        row = self.confirmations.show_rule(path.removeprefix("rule:"))
        if row is not None:
            self.sheet.reveal(row)
        elif path == "summary.topics" and self.terms.topics:
            boxes = self.topics.boxes.values()
            next((b for b in boxes if not b.isChecked()), next(iter(boxes))).setFocus()
            self.sheet.reveal(self.topics)
        elif path.startswith("answers."):
            found = self.questions.show_field(path)
            if found is not None:
                self.sheet.reveal(found)
            return found is not None
        elif path.startswith("summary"):
            self.editor.setFocus()
            self.sheet.reveal(self.editor)
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the editor what the window leaves, so that the counter is seen without scrolling."""
        if event.type() == QEvent.Type.Resize and watched is self.sheet.viewport():
            # What stands above the editor has its place only after the layout ran.
            QTimer.singleShot(0, self, self._fit_editor)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size leaves another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self._fit_editor)

    def _fit_editor(self) -> None:
        least = self.editor.fontMetrics().lineSpacing() * 10
        above = self.editor.mapTo(self.sheet.ground, self.editor.rect().topLeft()).y()
        narrow = self.card.width() < em(self, 38)
        directions = QBoxLayout.Direction
        self.sides.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        below = self.card.height() - self.editor.geometry().bottom()
        room = self.sheet.viewport().height() - above - below
        self.editor.setFixedHeight(max(least, room))
