"""Second step: the 公示 for each person, or one list for all; what stands in the way; the photo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from desktop.app.publicity import group_papers as use
from desktop.app.publicity import group_results as results
from desktop.app.publicity.group import Group, Member, some
from desktop.app.publicity.group_papers import Gap, Prepared
from desktop.app.publicity.posting import PUBLICITY
from desktop.domain.case import Case
from desktop.language import tr
from desktop.ui.publicity.group_people import StepPage
from desktop.ui.widgets.cards import Card, Sheet, words
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.pieces import Note, button, in_line, tell

MOST_SHOWN = 40
"""Gaps shown at once; more are a matter of going through them."""


SET_ONCE = frozenset({"pub.start", "pub.end", "pub.office", "pub.phone"})
"""What is set for everybody in the first step: not told person by person."""


def _together(gaps: Sequence[Gap]) -> list[str]:
    """One line for everything that is set once, with the people it is still lacking for."""
    if not gaps:
        return []
    what = "、".join(dict.fromkeys(gap.label for gap in gaps))
    names = list(dict.fromkeys(gap.name for gap in gaps))
    return [tr("{names}：缺{what}。在“1 排日期”一起排上。", names=some(names, 6), what=what)]


class GapsCard(Card):
    """What stands in the way, person by person; a press leads to the field."""

    asked = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__(tr("还不能出的"), tr("点一下去填那一栏；补好了再回来。"), spacing=0.3)
        self._shown: tuple[Gap, ...] = ()
        self.links: list[QWidget] = []
        self.hide()

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """A link for each, or a plain sentence where no field settles it."""
        found = tuple(dict.fromkeys(gaps))
        if found == self._shown:
            return
        self._shown = found
        for old in self.links:
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        once = [gap for gap in found if gap.path in SET_ONCE and not gap.sentence]
        single = [gap for gap in found if gap not in once]
        self.links = [words(text, "plain") for text in _together(once)]
        self.links += [self._line(gap) for gap in single[:MOST_SHOWN]]
        if len(single) > MOST_SHOWN:
            self.links.append(
                words(tr("另外还有 {more} 处。", more=len(single) - MOST_SHOWN), "hint")
            )
        for link in self.links:
            self.add(link)
        self.setVisible(bool(found))

    def _line(self, gap: Gap) -> QWidget:
        if not gap.path:
            return words(gap.said, "plain")
        link = LinkButton(gap.said, small=True)
        link.setAccessibleName(tr("{said}，去填", said=gap.said))
        link.clicked.connect(lambda _on=False: self.asked.emit(gap.case_id, gap.page, gap.path))
        return link


class PapersPage(StepPage):
    """Making the files for those who are meant.

    ``made`` asks for files (what is prepared, the folder's title), ``looked`` for a look at the
    first of them; ``photo_asked`` for the photo of the posted notice.
    """

    asked = Signal(str, str, str)
    made = Signal(object, str)
    looked = Signal(object)
    photo_asked = Signal()

    def __init__(self, group: Group) -> None:
        super().__init__()
        self._group = group
        self._members: tuple[Member, ...] = ()
        self._counted: dict[str, tuple[Case, int]] = {}
        self.sheet = Sheet(tr("出公示"), tr("缺一项的人先不出；身份证号不会写进名单。"), widest=44)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        self.problem = Note("caution")
        self.sheet.add(self.problem)
        self._add_each()
        self._add_list()
        self.gaps = GapsCard()
        self.gaps.asked.connect(self.asked)
        self.sheet.add(self.gaps)
        self._add_photo()

    def _add_each(self) -> None:
        self.look_each = button(tr("看第一份"), lambda: self._act(self._each, self.looked.emit))
        self.make_each = button(
            "", lambda: self._act(self._each, self._made(tr("公示"))), "primary"
        )
        self.each = Card(tr("一人一份"), tr("照各人通知的式样，PDF 和 Word 都有。"), spacing=0.6)
        self.number = Note("caution")
        self.number.say(
            tr(
                "这里有通知的模板要写身份证号。公开张贴身份证号属于敏感个人信息，"
                "请先问受理部门能不能隐去中间八位，再选一种："
            )
        )
        self.hide_number = QRadioButton(tr("隐去中间八位（出生日期）"))
        self.full_number = QRadioButton(tr("照模板印全部 18 位"))
        self._number_choice = QButtonGroup(self)
        for box in (self.hide_number, self.full_number):
            self._number_choice.addButton(box)
            box.clicked.connect(lambda _on: self.refresh())
            self.number.column.addWidget(box)
        self.number.setVisible(False)
        self.each.add(self.number)
        self.each.add(in_line(self, self.look_each, self.make_each))
        self.sheet.add(self.each)

    def _add_list(self) -> None:
        self.look_list = button(tr("看名单"), lambda: self._act(self._list, self.looked.emit))
        make = self._made(tr("公示名单"))
        self.make_list = button("", lambda: self._act(self._list, make), "primary")
        self.list = Card(
            tr("一份名单"),
            tr(
                "选中的人写在一份里，一个通知一份，单位、起止日期不同的分开。名单是软件拟稿，"
                "不写身份证号；要上传平台的，仍用各人自己的《公示》。"
            ),
            spacing=0.6,
        )
        self.list.add(in_line(self, self.look_list, self.make_list))
        self.sheet.add(self.list)

    def _add_photo(self) -> None:
        self.photo = Card(
            tr("公示照片"), tr("贴出来以后拍的照片，选一张，登记到选中的人。"), spacing=0.6
        )
        self.photo_state = words("", "plain")
        self.choose_photo = button(tr("选照片…"), self.photo_asked.emit)
        self.photo.add(self.photo_state)
        self.photo.add(in_line(self, self.choose_photo))
        self.sheet.add(self.photo)

    # ------------------------------------------------------------------ following

    def show_people(self, members: tuple[Member, ...]) -> None:
        """Follow who is meant."""
        self._members = members
        self.refresh()

    def refresh(self) -> None:
        """Follow the cases."""
        found = self._each()
        listed = self._list()
        for member in self._members:
            mine = [gap for gap in found.gaps if gap.case_id == member.case_id]
            self._counted[member.case_id] = member.case, _count(mine)
        # A list of those who lack nothing of their own 公示 can be made, and the other way round.
        self.gaps.show_gaps((*found.gaps, *listed.gaps))
        asks = use.asks_about_number(self._members)
        chosen = self.hide_number.isChecked() or self.full_number.isChecked()
        self.number.setVisible(asks)
        self.make_each.setText(tr("出 {count} 份公示…", count=len(found.sheets)))
        self.make_list.setText(tr("出名单（{count} 人）…", count=len(self._members)))
        for one in (self.look_each, self.make_each):
            one.setEnabled(bool(found.sheets) and (chosen or not asks))
        for one in (self.look_list, self.make_list):
            one.setEnabled(bool(listed.sheets))
        care = ""
        if self._members and not listed.sheets:
            care = tr("名单要等选中的人都齐了才出；还缺的见下面，也可以在左边先不勾这几位。")
        elif asks and not chosen:
            care = tr("一人一份的：请先选身份证号怎样印。")
        self.problem.say(care)
        self._show_photo()

    def _show_photo(self) -> None:
        wants = [member for member in self._members if results.wants_photo(member.notice)]
        have = sum(results.has_photo(member) for member in wants)
        self.photo.setVisible(bool(wants))
        tell(
            self.photo_state,
            tr("{count} 人的通知要公示照片，已经有 {have} 人。", count=len(wants), have=have),
        )
        self.choose_photo.setEnabled(have < len(wants))

    def told(self, member: Member) -> tuple[str, str]:
        """What of the 公示 is lacking."""
        kept = self._counted.get(member.case_id)
        if kept is None or kept[0] is not member.case:
            gaps = use.each([member], PUBLICITY, self._group.now(), hide_number=True).gaps
            kept = member.case, _count(gaps)
            self._counted[member.case_id] = kept
        count = kept[1]
        return (tr("还缺 {count} 处", count=count), "care") if count else (tr("可以出"), "good")

    # ------------------------------------------------------------------ making

    def _each(self) -> Prepared:
        hide = not self.full_number.isChecked()
        return use.each(self._members, PUBLICITY, self._group.now(), hide_number=hide)

    def _list(self) -> Prepared:
        return use.lists(self._members, self._group.now())

    def _made(self, title: str) -> Callable[[Prepared], None]:
        return lambda prepared: self.made.emit(prepared, title)

    def _act(self, prepare: Callable[[], Prepared], then: Callable[[Prepared], None]) -> None:
        prepared = prepare()
        if prepared.sheets:
            then(prepared)


def _count(gaps: Sequence[Gap]) -> int:
    return len({gap.path or gap.sentence for gap in gaps})
