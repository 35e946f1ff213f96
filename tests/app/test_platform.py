"""抄录到平台 without a window: what stands in which column, what is ticked, what has changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.app.library import Desk
from desktop.app.pages.asked import asked
from desktop.app.platform import held, ticks
from desktop.app.platform.copying import Copying, told
from desktop.app.platform.sheet import Item, PlatformColumn, sheet
from desktop.app.samples.sample import keep_sample
from desktop.app.session import Session
from desktop.domain.case import Achievement, Attachment, Case, Education, Title
from desktop.domain.change import get
from desktop.domain.scans import ScanPage
from tests.app.dated import a_case, notice
from tests.storage.keeping import KEYS
from tests.ui.hands import Clock
from tests.whole import PACKS, cases


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk.open(tmp_path / "library", notice, Clock(), KEYS)
    yield opened
    opened.close()


@pytest.fixture
def session(desk: Desk) -> Session:
    return desk.session(keep_sample(desk, notice("BM24")))


def column(case: Case, pack: str, key: str) -> PlatformColumn:
    (found,) = [one for one in sheet(case, notice(pack)) if one.key == key]
    return found


def values(one: PlatformColumn) -> dict[str, str]:
    return {item.label: item.value for item in one.items}


def test_the_columns_are_the_notices_in_its_order() -> None:
    found = sheet(a_case("BM24"), notice("BM24"))
    numbered = [(one.number, one.title, one.clause) for one in found if one.number]
    assert numbered[:3] == [
        (1, "基本信息", "六（一）1"),
        (2, "学历学位", "六（一）2"),
        (3, "专业技术资格", "六（一）3"),
    ]
    assert [one.title for one in found if not one.number] == ["申报时先选"]
    assert found[0].number == 0
    assert numbered[-1] == (13, "个人承诺书", "六（一）13")


def test_what_the_notice_gives_no_column_is_said_and_not_left_out() -> None:
    found = column(a_case("LC22", unit__name="某县林场"), "LC22", "elsewhere")
    assert "通知没有写" in found.said
    assert found.clause == ""
    assert values(found)["工作单位（全称）"] == "某县林场"
    assert values(column(a_case("LC22"), "LC22", "identity"))["姓名"] == "某c1"


@pytest.mark.parametrize("pack", PACKS)
def test_everything_that_can_be_typed_in_stands_in_exactly_one_place(pack: str) -> None:
    """Of every whole case each value of a copied field, and each once."""
    for _, case, _ in cases(pack):
        keys = [item.key for one in sheet(case, notice(pack)) for item in one.items]
        assert len(keys) == len(set(keys))
        for part in held.COPIED:
            section = held.section(part)
            bases = [f"{part}.{entry.id}" for entry in getattr(case, part)] if section else [""]
            fields = held.of_entry(part) if section else held.fields(part)
            for base in bases:
                for one in fields:
                    path = f"{base}.{one.path}" if base else one.path
                    filled = get(case, path) not in ("", None, ())
                    if part == "title" and case.title.has is False:
                        continue
                    if filled and one.asked(case, asked(notice(pack)), base):
                        assert path in keys


def test_every_copied_field_is_one_of_the_pages() -> None:
    for part, names in held.COPIED.items():
        fields = held.of_entry(part) if held.section(part) else held.fields(part)
        found = {one.path if held.section(part) else one.path.partition(".")[2] for one in fields}
        assert found == names


def test_what_is_only_asked_by_the_program_is_not_copied() -> None:
    case = a_case("BM24", unit__aliases=["某某公司"]).model_copy(
        update={"edu": (Education(id="e1", level="本科", chsi="可查"),)}
    )
    keys = {item.key for one in sheet(case, notice("BM24")) for item in one.items}
    assert "edu.e1.level" in keys
    assert not {"edu.e1.chsi", "unit.aliases"} & keys


@pytest.mark.parametrize(
    ("pack", "value", "left_out"),
    [("LC22", "无", ()), ("GT23", "无", ()), ("BM24", None, ("电子邮箱",))],
)
def test_an_empty_place_is_none_only_where_the_notice_wants_it(
    pack: str, value: str | None, left_out: tuple[str, ...]
) -> None:
    group = next(
        group
        for one in sheet(a_case(pack), notice(pack))
        for group in one.groups
        if group.title == "本人"
    )
    emails = [item for item in group.items if item.label == "电子邮箱"]
    assert [item.value for item in emails] == ([value] if value else [])
    assert all(item.none for item in emails)
    assert group.left_out == left_out


@pytest.mark.parametrize("pack", ["LC22", "BM24"])
def test_what_has_still_to_be_filled_in_is_never_called_none(pack: str) -> None:
    found = [group for one in sheet(a_case(pack), notice(pack)) for group in one.groups]
    open_ = {path for group in found for _, path in group.open}
    assert {"person.id_no", "edu", "unit.name", "summary.text"} <= open_
    assert not any(item.value == "无" for g in found for item in g.items if item.key in open_)


def test_no_award_at_all_is_none_in_its_column_where_the_notice_wants_it() -> None:
    (item,) = column(a_case("LC22"), "LC22", "awards").items
    assert (item.value, item.none) == ("无", True)
    assert column(a_case("BM24"), "BM24", "awards").items == ()


def test_no_title_held_leaves_no_questions_open() -> None:
    case = a_case("BM24").model_copy(update={"title": Title(has=False)})
    (first, *_) = column(case, "BM24", "title").groups
    assert (first.items, first.open, first.left_out) == ((), (), ("现职称",))
    case = a_case("LC22").model_copy(update={"title": Title(has=False)})
    assert values(column(case, "LC22", "title"))["现职称"] == "无"


def test_an_achievement_stands_in_the_column_of_its_type() -> None:
    items = tuple(
        Achievement(id=f"i{n}", type=kind, title=f"某{kind}")
        for n, kind in enumerate(("获奖", "论文", "业绩成果", "科研能力"))
    )
    case = a_case("BM24").model_copy(update={"items": items})
    titles = {
        one.title: [item.value for item in one.items if item.label == "名称"]
        for one in sheet(case, notice("BM24"))
    }
    assert titles["获奖情况"] == ["某获奖"]
    assert titles["著作论文"] == ["某论文"]
    assert titles["实践能力业绩成果"] == ["某业绩成果"]
    # BM24 has no column for 科研能力; it is there all the same, said to be 通知未写.
    assert titles["没有写明栏目的"] == ["某科研能力"]


# ------------------------------------------------------------------ files


def _attached(pack: str, slot: str, **more: Any) -> Case:
    one = Attachment(id="a1", slot=slot, sha256="0" * 64, format="jpeg", size=9, **more)
    return a_case(pack).model_copy(update={"attachments": (one,)})


def test_files_are_called_as_in_the_packet_and_told_what_to_do(session: Session) -> None:
    found = {one.title: one for one in sheet(session.case, session.notice)}
    files = [one.value for one in found["基本信息"].uploads]
    assert files[0] == "01-身份证正面.jpg"
    assert [one.how for one in found["基本信息"].uploads if "免冠" in one.label] == [
        "上传原件，不要遮盖。"
    ]
    assert all(one.uploads == () for one in found.values() if one.number == 0)


@pytest.mark.parametrize(
    ("pack", "slot", "scans", "how", "ready"),
    [
        ("BM24", "身份证正面", (), "遮盖还没有看过", False),
        ("BM24", "身份证正面", (ScanPage(width=9, height=9),), "还没有选要不要遮盖", False),
        ("BM24", "身份证正面", (ScanPage(width=9, height=9, decision="否"),), "点【否】", True),
        ("ZZ23", "公示", (), "通知没有要求遮盖", True),
    ],
)
def test_what_is_covered_on_the_platform_is_said(
    pack: str, slot: str, scans: tuple[ScanPage, ...], how: str, ready: bool
) -> None:
    case = _attached(pack, slot, scans=scans)
    (upload,) = [u for one in sheet(case, notice(pack)) for u in one.uploads]
    assert how in upload.how
    assert upload.ready is ready


def test_the_files_lie_in_the_packet_made_last(session: Session, tmp_path: Path) -> None:
    copying = Copying(session)
    upload = next(u for one in copying.columns for u in one.uploads)
    assert copying.text_of(upload) == ""
    packet = tmp_path / "材料包"
    place = packet / upload.files[0]
    place.parent.mkdir(parents=True)
    place.write_bytes(b"jpg")
    copying.made(packet)
    assert Copying(session).text_of(upload) == str(place)
    place.unlink()
    assert Copying(session).paths(upload) == ()
    for left in (place.parent, packet):
        left.rmdir()
    assert Copying(session).packet is None


# ------------------------------------------------------------------ ticks


def thing(copying: Copying, key: str) -> Item:
    found = copying.find(key)
    assert found is not None
    assert isinstance(found[1], Item)
    return found[1]


def test_a_tick_is_there_after_a_restart(session: Session, desk: Desk) -> None:
    copying = Copying(session)
    copying.tick([thing(copying, "person.name")], on=True)
    again = Copying(desk.session(session.case.case_id))
    assert again.state(thing(again, "person.name")) == "done"
    assert again.state(thing(again, "person.phone")) == "open"
    assert again.count.done == 1


def test_ticking_changes_no_case_and_is_no_step(session: Session) -> None:
    before, label = session.case, session.undo_label
    copying = Copying(session)
    copying.tick([thing(copying, "person.name")], on=True)
    assert session.case is before
    assert session.undo_label == label


def test_what_is_edited_after_it_was_typed_in_has_changed_until_undone(session: Session) -> None:
    copying = Copying(session)
    was = thing(copying, "person.phone").value
    copying.tick([thing(copying, "person.phone")], on=True)
    session.set("person.phone", "19900000077")
    copying.refresh()
    now = thing(copying, "person.phone")
    assert copying.state(now) == "changed"
    before = copying.before(now)
    assert before is not None
    assert before.said == was
    assert [one.key for one in copying.changed] == ["person.phone"]
    session.undo()
    copying.refresh()
    assert copying.changed == ()
    assert copying.count.done == 1


def test_what_is_removed_after_it_was_typed_in_is_told(session: Session) -> None:
    copying = Copying(session)
    edu = session.case.edu[0]
    item = thing(copying, f"edu.{edu.id}.school")
    copying.tick([item], on=True)
    session.remove(f"edu.{edu.id}")
    copying.refresh()
    assert [tick.called for _, tick in copying.gone] == [item.called]
    copying.drop_gone()
    assert Copying(session).gone == ()


def test_the_next_is_what_is_open_or_changed_and_from_the_end_the_first(session: Session) -> None:
    copying = Copying(session)
    every = [one for column in copying.columns for one in ticks.things(column)]
    copying.tick(every, on=True)
    assert copying.following("") is None
    copying.tick([every[1]], on=False)
    for key in ("", every[0].key, every[-1].key):
        found = copying.following(key)
        assert found is not None
        assert found[1].key == every[1].key


def test_each_case_has_its_own_ticks(desk: Desk, session: Session) -> None:
    copying = Copying(session)
    copying.tick([thing(copying, "person.name")], on=True)
    other = Copying(desk.new_case(notice("BM24")))
    assert other.count.done == 0


@pytest.mark.parametrize("kept", [["x"], {"done": 3}, {"done": {"a": {"at": 1}}}])
def test_what_cannot_be_read_is_no_tick(session: Session, kept: Any) -> None:
    session.library.memory.put(f"platform/{session.case.case_id}", kept)
    assert Copying(session).count.done == 0


def test_an_id_number_in_the_clipboard_is_told(session: Session) -> None:
    copying = Copying(session)
    number, name = thing(copying, "person.id_no"), thing(copying, "person.name")
    assert "60 秒后从剪贴板清除" in told(number, number.value)
    assert "剪贴板清除" not in told(name, name.value)
