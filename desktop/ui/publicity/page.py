"""公示与推荐: the form of what the unit does, its dates worked out, and the documents."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.app.pages import PAGES
from desktop.app.papers.prescribed import posts_id_number, prescribed
from desktop.app.papers.press import Press
from desktop.app.publicity import posting
from desktop.app.publicity.order_of_days import order_of_days
from desktop.app.session import Session
from desktop.domain.case import Publicity
from desktop.language import tr
from desktop.ui.forms.fields import FieldView
from desktop.ui.forms.form import FormPage
from desktop.ui.publicity.handed import HandedCard
from desktop.ui.publicity.objections import ObjectionsCard
from desktop.ui.publicity.papers import PapersCard
from desktop.ui.publicity.sentence import SentenceHelp
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.pieces import FlowLayout, Note, button
from desktop.ui.widgets.theme import em
from desktop.ui.widgets.worker import Worker


class PublicityPage(FormPage):
    """The form of 公示与推荐 with what helps to fill it in, and the documents below."""

    def __init__(self, session: Session) -> None:
        self._ready = False
        self._worker = Worker()
        self.papers = PapersCard(session, self._worker, Press.of_this_computer())
        page = next(p for p in PAGES if p.id == "publicity")
        self.states = QWidget()
        self._state_flow = FlowLayout(em(self.states, 0.9))
        self.states.setLayout(self._state_flow)
        self.links: dict[str, LinkButton] = {}
        self.order = Note("caution")
        super().__init__(session, page, (self.states, self.order))
        self._worker.setParent(self)
        self._add_links()
        self.handed = HandedCard(session)
        self.handed.source_asked.connect(self.source_asked)
        place = self.sheet.column.indexOf(self.questions)
        for card in (self.handed, self.papers):
            self.sheet.column.insertWidget(place, card)
        self.objections = ObjectionsCard(session)
        first = self.sections[0][1]
        self.sheet.column.insertWidget(self.sheet.column.indexOf(first) + 1, self.objections)
        self.papers.asked.connect(self.asked)
        self.papers.source_asked.connect(self.source_asked)
        self.papers.told.connect(self.told)
        self._add_help()
        self._ready = True
        self.refresh(frozenset())

    # ------------------------------------------------------------------ layout

    def _add_links(self) -> None:
        for kind, view in self.papers.views.items():
            link = LinkButton(view.terms.title, small=True)
            link.clicked.connect(lambda _on=False, kind=kind: self.show_field(f"papers.{kind}"))
            self.links[kind] = link
            self._state_flow.addWidget(link)

    def _add_help(self) -> None:
        self._help_below("pub.start").say("\n".join(posting.wanted(self.session.notice)))
        self.dates = self._help_below("pub.end")
        self.take_end = button("", self._take_end)
        self.dates.acts.addWidget(self.take_end)
        self.privacy = self._help_below("pub.phone")
        if posts_id_number(self.session.notice):
            self.privacy.say(
                tr(
                    "公示模板里要写身份证号。公开张贴身份证号属于敏感个人信息，"
                    "可以先问受理部门能不能隐去中间八位；软件照模板印，不自行隐去。"
                )
            )
        self.facts = self._help_below("pub.achievement_text")
        since = posting.years_told(self.session.notice)
        self.facts.say(
            tr(
                "可以把“业绩”一页填过的{since}的内容接在后面，再自己改成一段话。已写的不会动。",
                since=since,
            )
        )
        self.facts.acts.addWidget(button(tr("接上{since}的业绩", since=since), self._add_facts))
        self.objected = self._help_below("pub.objection", "caution")
        self.days = self._help_below("pub.days")
        self.sentences = {
            sentence.path: SentenceHelp(self._field(sentence.path), self.session)
            for sentence in prescribed(self.session.case, self.session.notice)
            if self._has(sentence.path)
        }
        for help_ in self.sentences.values():
            help_.copied.connect(lambda: self.told.emit(tr("已复制，可以粘贴到平台上")))

    def _has(self, path: str) -> bool:
        return any(path in body.fields for _section, _card, body in self.sections)

    def _field(self, path: str) -> FieldView:
        for _section, _card, body in self.sections:
            if path in body.fields:
                return body.fields[path]
        raise KeyError(path)

    def _help_below(self, path: str, role: str = "note") -> Note:
        made = Note(role)
        self._field(path).column.addWidget(made)
        return made

    # ------------------------------------------------------------------ following

    def refresh(self, changed: frozenset[str]) -> None:
        """Follow the case, what follows from its dates, and the documents."""
        super().refresh(changed)
        if not self._ready:
            return
        case, notice = self.session.case, self.session.notice
        found = posting.period(case, notice)
        self.dates.say("\n".join(found.sentences))
        take = bool(found.end) and found.end != case.pub.end
        self.take_end.setVisible(take)
        self.take_end.setText(tr("结束日期填 {end}", end=found.end))
        self.days.say(posting.days_told(case, notice))
        self.objected.say(_objected(case.pub))
        self.order.say("\n".join(order_of_days(case, notice)))
        self.objections.refresh()
        for sentence in prescribed(case, notice):
            if sentence.path in self.sentences:
                self.sentences[sentence.path].show_sentence(sentence)
        self.handed.refresh()
        self.papers.refresh()
        self._show_states()

    def _show_states(self) -> None:
        for kind, view in self.papers.views.items():
            word = tr("可以生成") if view.look.isEnabled() else tr("还不能生成")
            self.links[kind].set_text(f"{view.terms.title} · {word}")
            self.links[kind].setVisible(not view.isHidden())

    def flush(self) -> None:
        """Hand over what is typed and not yet handed over."""
        super().flush()
        self.papers.flush()
        self.handed.flush()

    def show_field(self, path: str) -> bool:
        """A field, a confirmation, or a document (``papers.publicity.sealed``)."""
        if path.startswith("pub.objections"):
            self.objections.more.setFocus()
            self.sheet.reveal(self.objections)
            return True
        if path.startswith("papers."):
            found = self._show_paper(path)
            if found is not None:
                self.sheet.reveal(found)
            return found is not None
        return super().show_field(path)

    def _show_paper(self, path: str) -> QWidget | None:
        """Counts are with the papers to hand in; what a paper bears is with the documents."""
        counted = path.count(".") < 2 or path.rpartition(".")[2] in ("originals", "copies")
        first, second = (self.handed, self.papers) if counted else (self.papers, self.handed)
        return first.show_field(path) or second.show_field(path)

    # ------------------------------------------------------------------ commands

    def _take_end(self) -> None:
        self.flush()
        found = posting.period(self.session.case, self.session.notice)
        if found.end:
            self.session.set("pub.end", found.end)

    def _add_facts(self) -> None:
        self.flush()
        facts = posting.achievement_facts(
            self.session.case, self.session.notice, self.session.now()
        )
        since = posting.years_told(self.session.notice)
        text = self.session.case.pub.achievement_text
        after = posting.added(text, facts)
        if not facts:
            self.told.emit(tr("“业绩”一页还没有{since}的实践能力、业绩成果", since=since))
        elif after == text:
            self.told.emit(tr("这些业绩已经写在里面了"))
        else:
            self.session.set(
                "pub.achievement_text", after, label=tr("接上{since}的业绩", since=since)
            )


def _objected(pub: Publicity) -> str:
    """What follows from an objection, at the answer whether there was one."""
    if pub.objections and pub.disputed:
        return tr(
            "上面“异议”里有没有处理完、或者成立的，《公示结果》和推荐意见不能生成。"
            "都处理完、都不成立的，这里会自己改过来。"
        )
    if pub.objection:
        return tr(
            "记录了异议以后，《公示结果》不能生成：它写的是“公示无异议”。"
            "请先按规定核实处理；核实后确无问题的，再把这里改为“否”。"
        )
    return ""
