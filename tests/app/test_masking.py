"""Edits of a page's boxes, what is told of them, and what the notice has covered."""

from __future__ import annotations

import pytest

from desktop.app.notices.installed import notice
from desktop.app.scans import masking
from desktop.domain.case import Attachment
from desktop.domain.scans import MaskBox, MaskKind, MaskPlan, Quad, ScanFault, ScanPage

BM24, LC22, ZZ23, GT23 = (notice(pack) for pack in ("BM24", "LC22", "ZZ23", "GT23"))


def quad(x: float, y: float, width: float = 10, height: float = 5) -> Quad:
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def box(kind: MaskKind = "name", *, at: Quad | None = None, **more: object) -> MaskBox:
    made = MaskBox(kind=kind, quad=at or quad(0, 0))
    return made.model_copy(update=more)


def page(*boxes: MaskBox, decision: str = "") -> ScanPage:
    return ScanPage(width=100, height=100, boxes=boxes, decision=decision)


@pytest.mark.parametrize(
    "pack, slot, kinds, said",
    [
        (
            BM24,
            "职称证书",
            ("name", "unit", "seal", "eyes"),
            "本人姓名、工作单位、单位公章、照片眼部",
        ),
        (LC22, "现职称证书", ("name",), "请遮住：本人姓名"),
        (BM24, "一寸免冠照片", (), "不遮盖"),
        (ZZ23, "职称证书", (), "通知没有要求遮盖"),
    ],
)
def test_what_is_covered_is_the_notices_matter(
    pack: object, slot: str, kinds: tuple[str, ...], said: str
) -> None:
    wanted = masking.wanted(Attachment(slot=slot), pack)  # type: ignore[arg-type]
    assert wanted.kinds == kinds
    assert said in wanted.sentence


def test_the_notices_own_words_stand_behind_what_is_to_be_covered() -> None:
    wanted = masking.wanted(Attachment(slot="职称证书"), BM24)
    assert wanted.source is not None
    assert wanted.source.quote in BM24.text


def test_a_drawn_box_is_meant_and_says_yes() -> None:
    after = masking.added(page(decision="否"), "unit", quad(5, 5))
    assert (after.decision, after.boxes[0].kind, after.boxes[0].confirmed) == ("是", "unit", True)


def test_moving_a_proposal_leaves_it_a_proposal() -> None:
    after = masking.reshaped(page(box(), box("unit")), 1, quad(50, 50))
    assert after.boxes[0] == box()
    assert (after.boxes[1].quad, after.boxes[1].confirmed) == (quad(50, 50), False)


def test_confirming_says_yes_and_can_be_taken_back() -> None:
    after = masking.confirmed(page(box()), 0)
    assert (after.decision, after.boxes[0].confirmed) == ("是", True)
    assert not masking.doubted(after, 0).boxes[0].confirmed


def test_yes_without_anything_left_to_cover_is_open_again() -> None:
    assert masking.removed(page(box(), box("unit"), decision="是"), 0).decision == "是"
    assert masking.removed(page(box(), decision="是"), 0) == page()
    assert masking.removed(page(box(), decision="否"), 0).decision == "否"


def test_a_box_of_another_kind_forgets_what_was_read() -> None:
    after = masking.of_kind(page(box(why="姓名 · 读作 王伟")), 0, "unit")
    assert (after.boxes[0].kind, after.boxes[0].why) == ("unit", "")
    same = page(box(why="姓名 · 读作 王伟"))
    assert masking.of_kind(same, 0, "name") == same


def test_confirming_all_leaves_what_has_to_be_looked_at() -> None:
    large = quad(0, 0, 30, 20)
    before = page(box(), box("seal", sure=False), box("unit", at=large))
    after = masking.all_confirmed(before)
    assert [b.confirmed for b in after.boxes] == [True, False, False]
    assert masking.to_look_at(after) == (1, 2)
    assert after.decision == "是"


def test_no_keeps_the_boxes_and_tells_what_stays_uncovered() -> None:
    after = masking.decided(page(box(), box("seal", sure=False)), "否")
    assert len(after.boxes) == 2
    [caution] = masking.cautions(after, BM24)
    assert "找到 1 处" in caution.sentence
    assert masking.cautions(masking.decided(page(), "否"), BM24) == ()


@pytest.mark.parametrize(
    "boxes, told",
    [
        ((quad(0, 0, 10, 20),), ()),
        ((quad(0, 0, 20, 20),), ("第 1 块占了这一页的 4%",)),
        ((quad(0, 0, 10, 29), quad(20, 0, 10, 29), quad(40, 0, 10, 29)), ("一共要遮 8.7%",)),
    ],
)
def test_large_masks_are_told(boxes: tuple[Quad, ...], told: tuple[str, ...]) -> None:
    cautions = masking.cautions(page(*(box(at=one) for one in boxes)), BM24)
    assert len(cautions) == len(told)
    assert all(part in one.sentence for part, one in zip(told, cautions, strict=True))


def test_the_notices_own_limit_is_told_in_its_words() -> None:
    cautions = masking.cautions(page(box(at=quad(0, 0, 60, 60))), GT23)
    assert "不要大面积遮盖" in cautions[0].sentence
    assert "25%" in cautions[0].sentence
    assert cautions[1].box == 0


def test_what_was_drawn_or_confirmed_survives_another_look() -> None:
    kept = box(at=quad(10, 10), confirmed=True)
    old = page(kept, box("unit", at=quad(50, 50)), decision="是")
    found = page(box(at=quad(11, 10)), box("seal", at=quad(80, 80)))
    after = masking.looked_again(old, found)
    assert after.boxes == (kept, box("seal", at=quad(80, 80)))
    assert after.decision == "是"


def test_the_plan_follows_the_pages() -> None:
    file = Attachment(slot="职称证书", pages=2, scans=(page(box()), page()))
    after = masking.with_page(file, 0, masking.confirmed(file.scans[0], 0))
    assert (after.mask.decision, after.mask.needed, after.mask.done) == ("", ("name",), ("name",))
    after = masking.with_page(after, 1, masking.decided(after.scans[1], "否"))
    assert after.mask.decision == "是"


@pytest.mark.parametrize(
    "one, said",
    [
        (box(why="姓名 · 读作 王伟"), "遮盖块 2，姓名，未确认，读作 王伟"),
        (box("seal", sure=False, why="公章 · 读不出"), "遮盖块 2，公章，未确认，请看一眼，读不出"),
        (box("unit", confirmed=True), "遮盖块 2，单位，已确认"),
    ],
)
def test_a_box_read_out(one: MaskBox, said: str) -> None:
    assert masking.spoken(one, 1) == said


@pytest.mark.parametrize(
    "shown, said",
    [
        (page(), "这一页没有遮盖块。"),
        (page(decision="否"), "这一页不遮盖。"),
        (page(box(), box(sure=False)), "2 处，2 处待确认，其中 1 处请看一眼。"),
        (page(box(confirmed=True)), "1 处都已确认。"),
    ],
)
def test_the_page_in_one_line(shown: ScanPage, said: str) -> None:
    assert masking.summary(shown) == said


def answered(*pages: ScanPage) -> Attachment:
    file = Attachment(slot="职称证书", pages=len(pages), scans=pages)
    return masking.with_page(file, 0, pages[0])


def planned(decision: str, needed: tuple[MaskKind, ...], done: tuple[MaskKind, ...]) -> Attachment:
    plan = MaskPlan(decision=decision, needed=needed, done=done)
    return Attachment(slot="职称证书", mask=plan)


@pytest.mark.parametrize(
    "file, said",
    [
        (answered(page(box(), box())), "找到 2 处像是要遮的，还没有定。"),
        (answered(page()), "没有找到要遮的，还没有定。"),
        (answered(page(box(), decision="否")), "不遮盖。"),
        (
            answered(page(box(), decision="否"), page(box(), box(confirmed=True), decision="是")),
            "要遮盖，还有 1 处待确认。",
        ),
        (answered(page(box(confirmed=True), decision="是")), "要遮盖，1 处都已确认。"),
    ],
)
def test_the_attachment_in_one_line(file: Attachment, said: str) -> None:
    assert masking.overview(file) == said


@pytest.mark.parametrize(
    "file, mark, word",
    [
        (Attachment(slot="职称证书"), "open", "未确认"),
        (answered(page(box(), box())), "open", "未确认"),
        (answered(page(box(), decision="否")), "rest", "无需遮盖"),
        (answered(page(box(), box(confirmed=True), decision="是")), "open", "未确认"),
        (answered(page(box(confirmed=True), decision="是")), "done", "已遮盖"),
        (
            answered(page(box(confirmed=True), decision="是")).model_copy(update={"pages": 2}),
            "open",
            "未确认",
        ),
        (planned("是", ("name", "eyes"), ("name",)), "open", "未确认"),
        (planned("是", ("name", "eyes"), ("name", "eyes")), "done", "已遮盖"),
        (planned("是", (), ()), "open", "未确认"),
        (planned("否", (), ()), "rest", "无需遮盖"),
    ],
)
def test_the_attachment_in_a_mark_and_a_word(file: Attachment, mark: str, word: str) -> None:
    assert masking.standing(file) == (mark, word)


def test_faults_are_told_until_the_person_has_said_how_it_reads() -> None:
    blurred = page().model_copy(update={"faults": (ScanFault(kind="blur"),)})
    file = Attachment(slot="职称证书", title="职称证书", pages=2, scans=(page(), blurred))
    assert masking.faults(file, 0) == ()
    [told] = masking.faults(file, 1)
    assert told.startswith("“职称证书”第 2 页模糊")
    assert masking.faults(file.model_copy(update={"legible": True}), 1) == ()


def test_on_a_page_of_no_nothing_waits() -> None:
    assert masking.state(box(sure=False), "否") == "这一页不遮"
    assert masking.spoken(box(), 0, "否") == "遮盖块 1，姓名，这一页不遮"


def test_yes_with_nothing_to_cover_is_told() -> None:
    [caution] = masking.cautions(page(decision="是"), BM24)
    assert "还没有遮盖块" in caution.sentence
