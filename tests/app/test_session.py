"""A session saves every command before it shows it, and takes it back exactly."""

import logging
import shutil
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.app.session import Session
from desktop.domain import change as changes
from desktop.domain.case import Attachment, Education, Work
from desktop.domain.change import UnknownPath
from desktop.errors import UserError
from desktop.storage import sql
from desktop.storage.files import hash_of
from desktop.storage.library import Library
from desktop.storage.remains import DATABASE
from tests.app.sessions import restarted
from tests.storage.keeping import ID_NO, KEYS, NAME, SECRETS, FakeClock, a_case, a_notice, prints


def test_what_is_set_is_saved(session: Session, library: Library, clock: FakeClock) -> None:
    clock.go(60)
    session.set("person.gender", "男")
    assert session.case.person.gender == "男"
    assert library.load("c1").case == session.case
    assert session.saved_at == clock.now


@pytest.mark.parametrize(
    "path, typed, kept",
    [
        ("person.name", " 阿卜杜热合曼•买买提 ", NAME),
        ("person.id_no", "６５９９０１ 19880312 106x", "65990119880312106X"),
        ("person.birth", "1988年3月", "1988-03"),
        ("summary.text", "第一段\r\n\r\n第二段", "第一段\n\n第二段"),
        ("unit.aliases", [" 星河 ", "天山"], ("星河", "天山")),
        ("title.has", True, True),
        ("apply.year", 2025, 2025),
        ("si.months", ("2024-01", "2024-02"), ("2024-01", "2024-02")),
    ],
)
def test_text_is_cleaned_on_its_way_in(
    session: Session, path: str, typed: object, kept: object
) -> None:
    session.set(path, typed)
    node: object = session.case
    for key in path.split("."):
        node = getattr(node, key)
    assert node == kept


def test_several_places_are_one_step(session: Session, library: Library) -> None:
    before = session.case
    seen: list[frozenset[str]] = []
    session.observe(seen.append)
    places = {"pub.objection": True, "pub.office": "综合", "person.name": before.person.name}
    edits = [changes.edit(before, path, value) for path, value in places.items()]
    session.change(edits, label="记下异议")
    assert (session.case.pub.objection, session.case.pub.office) == (True, "综合")
    assert seen == [frozenset({"pub.objection", "pub.office"})]
    assert library.load("c1").case == session.case
    assert session.undo_label == "记下异议"
    session.undo()
    assert session.case == before


def test_nothing_in_several_places_is_no_step(session: Session) -> None:
    edit = changes.edit(session.case, "person.name", session.case.person.name)
    session.change([edit], label="没有变")
    session.change([], label="没有变")
    assert not session.can_undo


def test_setting_what_is_there_does_nothing(session: Session, library: Library) -> None:
    seen: list[frozenset[str]] = []
    session.observe(seen.append)
    before = prints(library.folder)
    session.set("person.name", f" {NAME} ")
    session.set("unit.aliases", ())
    assert not session.can_undo
    assert seen == []
    assert prints(library.folder) == before


@pytest.mark.parametrize(
    "path, value",
    [
        ("apply.year", "二〇二四"),
        ("apply.year", 2024.5),
        ("title.has", "是"),
        ("person.name", 7),
        ("person.name", None),
        ("person.name", "\ud800"),
        ("unit.aliases", "星河"),
        ("edu", [{"level": 1}]),
        ("case_id", "../up"),
    ],
)
def test_an_impossible_value_changes_nothing(
    session: Session, library: Library, path: str, value: object
) -> None:
    session.set("person.gender", "男")
    before = session.case
    with pytest.raises(UserError, match="放不下") as caught:
        session.set(path, value)
    assert caught.value.details == (path,)
    assert session.case is before
    assert library.load("c1").case == before
    assert session.undo_label == "修改基本信息"


def test_a_field_that_does_not_exist_is_a_bug(session: Session) -> None:
    with pytest.raises(UnknownPath):
        session.set("person.nickname", "x")
    with pytest.raises(UnknownPath):
        session.set("edu.gone.school", "x")


# ---------------------------------------------------------------------- lists, ticks, files


def test_lists_are_edited_in_place(session: Session, library: Library) -> None:
    first, second = Education(level="专科"), Education(level="本科", school="某大学")
    session.insert("edu", first)
    session.insert("edu", second, 0)
    assert [e.level for e in session.case.edu] == ["本科", "专科"]
    session.move(f"edu.{second.id}", 1)
    assert [e.level for e in session.case.edu] == ["专科", "本科"]
    session.duplicate(f"edu.{second.id}")
    assert [e.school for e in session.case.edu] == ["", "某大学", "某大学"]
    assert len({e.id for e in session.case.edu}) == 3
    session.set(f"edu.{second.id}.school", "另一所大学")
    session.remove(f"edu.{first.id}")
    assert [e.school for e in session.case.edu] == ["另一所大学", "某大学"]
    assert library.load("c1").case == session.case
    for _ in range(6):
        session.undo()
    assert session.case == a_case()
    assert not session.can_undo


def test_a_move_that_goes_nowhere_is_no_step(session: Session) -> None:
    entry = Work(unit="甲")
    session.insert("work", entry)
    session.move(f"work.{entry.id}", -1)
    session.move(f"work.{entry.id}", 0)
    assert session.undo_label == "添加工作经历"
    session.undo()
    assert not session.can_undo


def test_ticks_say_when_in_beijing_time(session: Session) -> None:
    session.tick("BM24.once.year", True)
    session.tick("BM24.once.year", True)
    assert [(t.rule, t.at) for t in session.case.ticks] == [("BM24.once.year", "2024-07-20T09:30")]
    session.tick("BM24.other", False)
    session.tick("BM24.once.year", False)
    assert not session.case.ticks
    session.undo()
    assert [t.rule for t in session.case.ticks] == ["BM24.once.year"]


def test_files_added_together_are_one_step(session: Session, library: Library) -> None:
    pages = [b"one", b"two", b"three"]
    session.attach([(Attachment(slot="S01", part=str(n)), data) for n, data in enumerate(pages)])
    assert [session.file(a.sha256) for a in session.case.attachments] == pages
    session.undo()
    assert not session.case.attachments
    session.redo()
    assert [session.file(a.sha256) for a in session.case.attachments] == pages
    session.attach([])
    assert session.undo_label == "添加附件"
    assert library.load("c1").case == session.case


def test_no_row_names_a_file_that_is_not_there(
    session: Session, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(data: bytes) -> str:
        if data == b"two":
            raise UserError("磁盘已经写满。", safe="", todo="")
        return hash_of(data)

    monkeypatch.setattr(library, "put_file", fails)
    with pytest.raises(UserError):
        session.attach([(Attachment(slot="S01"), b"one"), (Attachment(slot="S01"), b"two")])
    assert session.case.attachments == ()
    assert not session.can_undo


def test_a_damaged_attachment_is_named(session: Session, library: Library) -> None:
    session.attach([(Attachment(slot="S01", title="身份证正面"), b"scan")])
    sha256 = session.case.attachments[0].sha256
    (kept,) = (library.folder / "files").glob("??/*")
    kept.write_bytes(b"scam")
    with pytest.raises(UserError, match="已损坏") as caught:
        session.file(sha256)
    assert caught.value.details[0] == "身份证正面"


# ---------------------------------------------------------------------- place, observers


def test_the_place_is_remembered(session: Session, clock: FakeClock) -> None:
    assert session.place == ""
    session.remember("edu/edu.k3f9.school")
    session = restarted(session, clock)
    assert session.place == "edu/edu.k3f9.school"
    assert not session.can_undo
    session.library.close()


def test_observers_hear_what_changed_after_it_did(session: Session) -> None:
    seen: list[tuple[frozenset[str], str]] = []
    stop = session.observe(lambda paths: seen.append((paths, session.case.person.gender)))
    session.set("person.gender", "男")
    session.undo()
    session.insert("edu", Education(id="k3f9"))
    session.set("edu.k3f9.school", "某大学")
    stop()
    stop()
    session.redo()
    session.set("person.gender", "女")
    assert seen == [
        (frozenset({"person.gender"}), "男"),
        (frozenset({"person.gender"}), ""),
        (frozenset({"edu"}), ""),
        (frozenset({"edu.k3f9.school"}), ""),
    ]


def test_an_observer_may_leave_while_being_told(session: Session) -> None:
    seen: list[str] = []

    def once(_paths: frozenset[str]) -> None:
        seen.append("once")
        stop()

    stop = session.observe(once)
    session.observe(lambda _paths: seen.append("always"))
    session.set("person.gender", "男")
    session.set("person.gender", "女")
    assert seen == ["once", "always", "always"]


# ---------------------------------------------------------------------- faults


def test_where_saving_fails_the_case_is_as_it_was_and_work_goes_on(
    session: Session, library: Library
) -> None:
    session.set("person.gender", "男")
    before, saved_at = session.case, session.saved_at
    seen: list[frozenset[str]] = []
    session.observe(seen.append)
    library._db.execute("PRAGMA query_only=ON")
    commands: list[Callable[[], None]] = [
        lambda: session.set("person.gender", "女"),
        lambda: session.insert("edu", Education()),
        session.undo,
    ]
    for command in commands:
        with pytest.raises(UserError, match="没有存上"):
            command()
    assert session.case is before
    assert session.saved_at == saved_at
    assert session.undo_label == "修改基本信息"
    assert seen == []
    library._db.execute("PRAGMA query_only=OFF")
    session.set("person.gender", "女")
    assert library.load("c1").case.person.gender == "女"


def test_what_was_typed_is_in_no_error_text_and_no_log(
    session: Session, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told: list[str] = []
    phone = "13911112222"
    attempts: list[Callable[[], None]] = [
        lambda: session.set("apply.year", NAME),
        lambda: session.set("edu", [{"school": ID_NO, "level": 7}]),
        lambda: session.set("person.nickname", ID_NO),
        lambda: session.set("person.phone", phone),
    ]
    library._db.execute(
        "CREATE TEMP TRIGGER broken BEFORE UPDATE ON cases WHEN NEW.seq > 1 "
        "BEGIN SELECT RAISE(ABORT, 'broken'); END"
    )
    for attempt in attempts:
        with pytest.raises((UserError, UnknownPath, sql.Error)) as caught:
            attempt()
        told.append("".join(traceback.format_exception(caught.value)))
        told.append(str(getattr(caught.value, "details", "")))
    told.append(caplog.text)
    assert not [s for s in (*SECRETS, phone) if s in "".join(told)]


def test_the_disk_has_what_the_session_shows(
    session: Session, clock: FakeClock, tmp_path: Path
) -> None:
    """Copied while the program runs, as a pulled plug would leave it."""
    session.set("person.gender", "男")
    session.insert("edu", Education(level="本科"))
    session.undo()
    folder = tmp_path / "copy"
    folder.mkdir()
    for end in ("", "-wal"):
        shutil.copy(session.library.folder / f"{DATABASE}{end}", folder)
    copy = Library.open(folder, clock, KEYS)
    again = Session(copy, a_notice(), "c1", clock)
    assert again.case == session.case
    assert again.redo_label == "添加学历"
    copy.close()
