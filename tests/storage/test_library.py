"""The library keeps what it acknowledged, and nothing of what failed."""

import shutil
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from desktop.domain.case import Attachment, Case
from desktop.errors import UserError
from desktop.storage import schema, sql
from desktop.storage.history import Step
from desktop.storage.library import Library, StaleCase
from desktop.storage.remains import DATABASE
from tests.storage.keeping import KEYS, NAME, SECRETS, UNIT, FakeClock, a_case, change, commit

BEIJING = timezone(timedelta(hours=8))


def test_a_case_comes_back_as_it_was(library: Library) -> None:
    case = a_case()
    library.create(case, place="basic")
    saved = library.load("c1")
    assert saved.case == case
    assert saved.place == "basic"
    assert saved.changed_at == datetime(2024, 7, 20, 9, 30, tzinfo=BEIJING)
    assert saved.changed_at.utcoffset() == timedelta(hours=8)
    assert not saved.history.done


def test_lists_show_whose_case_it_is_last_changed_first(library: Library, clock: FakeClock) -> None:
    for case_id, name in (("c1", "甲"), ("c2", "乙"), ("c3", "丙")):
        library.create(a_case(case_id, name=name))
        clock.go(60)
    commit(library, "c1", "apply.level", "高级")
    rows = library.cases()
    assert [r.case_id for r in rows] == ["c1", "c3", "c2"]
    first = rows[0]
    assert (first.name, first.unit, first.level) == ("甲", UNIT, "高级")
    assert (first.pack_id, first.pack_version, first.year) == ("BM24", 1, 2024)
    assert (first.series, first.specialty) == ("工程", "计算机技术")
    assert first.changed_at - first.created_at == timedelta(seconds=180)


def test_what_is_removed_is_kept_and_comes_back(library: Library) -> None:
    library.create(a_case())
    after = commit(library, "c1", "person.gender", "男")
    library.remove("c1")
    assert library.cases() == ()
    (row,) = library.cases(removed=True)
    assert row.removed_at is not None
    assert library.has("c1")
    with pytest.raises(UserError, match="可能已经删除"):
        library.load("c1")
    library.restore("c1")
    assert [r.case_id for r in library.cases()] == ["c1"]
    assert library.load("c1").case == after
    assert [s.label for s in library.load("c1").history.done] == ["修改"]


def test_cases_of_the_same_person(library: Library) -> None:
    library.create(a_case("c1"))
    library.create(a_case("c2"))
    library.create(a_case("c3"))
    library.remove("c3")
    id_no = a_case().person.id_no
    assert [c.case_id for c in library.of_person(id_no, besides="c1")] == ["c2"]
    assert library.of_person("", besides="c1") == ()


def test_a_case_that_is_not_there(library: Library) -> None:
    with pytest.raises(UserError, match="没有找到这份申报材料"):
        library.load("nowhere")


@pytest.mark.parametrize("body", ["", "{", "[1]", '{"case_id": "c1"}', '{"case_id": 7}'])
def test_a_damaged_case_costs_that_case_only(library: Library, body: str) -> None:
    library.create(a_case("c1"))
    library.create(a_case("c2"))
    library._db.execute("UPDATE cases SET body = ? WHERE case_id = 'c1'", [body])
    assert {r.case_id for r in library.cases()} == {"c1", "c2"}
    with pytest.raises(UserError, match="已损坏"):
        library.load("c1")
    assert library.load("c2").case == a_case("c2")
    assert library.of_person(a_case().person.id_no, besides="c2") == ()


def test_a_log_that_does_not_fit_its_case_is_told(library: Library) -> None:
    library.create(a_case())
    commit(library, "c1", "person.gender", "男")
    library._db.execute("UPDATE cases SET seq = 1")
    with pytest.raises(UserError, match="已损坏"):
        library.load("c1")


def test_the_log_alone_tells_the_case(library: Library) -> None:
    library.create(a_case())
    commit(library, "c1", "summary.text", "工作态度认真。")
    commit(library, "c1", "summary.text", "工作态度十分认真。")
    after = commit(library, "c1", "unit.aliases", ["星河", "天山星河"])
    assert library.replayed("c1") == after == library.load("c1").case


def test_a_text_is_logged_as_the_part_that_differs(library: Library) -> None:
    library.create(a_case())
    commit(library, "c1", "summary.text", "字" * 3000)
    commit(library, "c1", "summary.text", "字" * 3000 + "完")
    edits = library._db.execute("SELECT edits FROM changes ORDER BY seq DESC").fetchone()[0]
    assert len(edits) < 100


def test_the_history_is_append_only(library: Library) -> None:
    library.create(a_case())
    for statement in ("UPDATE changes SET label = ''", "DELETE FROM changes"):
        with pytest.raises(sql.CODES.IntegrityError, match="append-only"):
            library._db.execute(statement)
    assert not library._db.conn.in_transaction


# ---------------------------------------------------------------------- transactions


def copy_of(library: Library, folder: Path, clock: FakeClock) -> Library:
    """The library as the disk holds it at this moment, opened elsewhere.

    What stands in an open transaction is not in it.
    """
    folder.mkdir()
    for end in ("", "-wal"):
        shutil.copy(library.folder / f"{DATABASE}{end}", folder / f"{DATABASE}{end}")
    return Library.open(folder, clock, KEYS)


COMMANDS: dict[str, tuple[Callable[[Library], object], Callable[[Library], bool]]] = {
    "create": (lambda x: x.create(a_case("c2")), lambda x: x.has("c2")),
    "commit": (
        lambda x: commit(x, "c1", "person.gender", "女"),
        lambda x: x.load("c1").case.person.gender == "女" and x.load("c1").history.done != (),
    ),
    "remember": (
        lambda x: x.remember("c1", "summary"),
        lambda x: x.load("c1").place == "summary",
    ),
    "remove": (lambda x: x.remove("c1"), lambda x: x.cases() == ()),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_committed_when_it_returns(
    library: Library, clock: FakeClock, tmp_path: Path, command: str
) -> None:
    run, happened = COMMANDS[command]
    library.create(a_case())
    assert not happened(library)
    run(library)
    assert not library._db.conn.in_transaction
    copy = copy_of(library, tmp_path / "copy", clock)
    assert happened(copy)
    copy.close()


@pytest.mark.parametrize("kind", ["ABORT", "FAIL", "ROLLBACK"])
def test_where_the_row_fails_the_change_is_not_logged_either(
    library: Library, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    library.create(a_case())
    before = library.load("c1")
    library._db.execute(
        "CREATE TEMP TRIGGER broken BEFORE UPDATE ON cases "
        f"BEGIN SELECT RAISE({kind}, 'second statement'); END"
    )
    made, after = change(before.case, "person.name", NAME + "甲")
    with pytest.raises(sql.CODES.IntegrityError, match="second statement") as caught:
        library.commit("c1", made, after, before.history)
    assert not library._db.conn.in_transaction
    told = "".join(traceback.format_exception(caught.value)) + caplog.text
    assert not [s for s in SECRETS if s in told]
    library._db.execute("DROP TRIGGER broken")
    assert library.load("c1") == before
    assert library.replayed("c1") == before.case
    # The failure holds nothing up: what follows is saved as ever.
    assert commit(library, "c1", "person.gender", "男") == library.load("c1").case


def test_where_the_log_fails_the_row_stays(library: Library) -> None:
    library.create(a_case())
    before = library.load("c1")
    library._db.execute(
        "CREATE TEMP TRIGGER broken BEFORE INSERT ON changes "
        "BEGIN SELECT RAISE(ABORT, 'first statement'); END"
    )
    made, after = change(before.case, "person.gender", "男")
    with pytest.raises(sql.CODES.IntegrityError, match="first statement"):
        library.commit("c1", made, after, before.history)
    with pytest.raises(sql.CODES.IntegrityError, match="first statement"):
        library.create(a_case("c2"))
    assert not library._db.conn.in_transaction
    assert library.load("c1") == before
    assert not library.has("c2")


def test_nobody_writes_over_a_case_that_went_on_meanwhile(library: Library) -> None:
    library.create(a_case())
    old = library.load("c1")
    commit(library, "c1", "person.gender", "男")
    now = library.load("c1")
    made, after = change(old.case, "person.gender", "女")
    with pytest.raises(StaleCase):
        library.commit("c1", made, after, old.history)
    assert library.load("c1") == now
    assert library.replayed("c1") == now.case


def test_a_full_disk_loses_nothing_and_work_goes_on_after(library: Library) -> None:
    library.create(a_case())
    before = library.load("c1")
    (pages,) = library._db.execute("PRAGMA page_count").fetchone()
    library._db.execute(f"PRAGMA max_page_count={pages}")
    made, after = change(before.case, "summary.text", "字" * 20_000)
    with pytest.raises(UserError, match="磁盘已经写满") as caught:
        library.commit("c1", made, after, before.history)
    assert "都还在" in caught.value.safe
    assert not library._db.conn.in_transaction
    assert library.load("c1") == before
    library._db.execute("PRAGMA max_page_count=1000000")
    library.commit("c1", made, after, before.history)
    assert library.load("c1").case == after


def test_a_disk_that_turns_read_only(library: Library) -> None:
    library.create(a_case())
    before = library.load("c1")
    library._db.execute("PRAGMA query_only=ON")
    made, after = change(before.case, "person.gender", "男")
    with pytest.raises(UserError, match="不能写入"):
        library.commit("c1", made, after, before.history)
    with pytest.raises(UserError, match="不能写入"):
        library.remember("c1", "summary")
    assert library.load("c1") == before
    library._db.execute("PRAGMA query_only=OFF")
    library.commit("c1", made, after, before.history)


def test_the_database_is_set_up_to_keep_its_word(library: Library) -> None:
    settings = {
        name: library._db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "locking_mode", "user_version")
    }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "locking_mode": "exclusive",
        "user_version": schema.VERSION,
    }
    assert library._db.execute("PRAGMA foreign_key_check").fetchall() == []


# ---------------------------------------------------------------------- undo over restarts


def test_undo_and_redo_follow_from_the_log_after_a_restart(
    tmp_path: Path, clock: FakeClock
) -> None:
    states: list[Case] = [a_case()]
    library = Library.open(tmp_path, clock, KEYS)
    library.create(states[0])
    for path, value in (
        ("person.gender", "男"),
        ("unit.aliases", ["星河"]),
        ("summary.text", "工作态度"),
    ):
        states.append(commit(library, "c1", path, value))
    for expected in (states[2], states[1], states[0], None):
        library.close()
        library = Library.open(tmp_path, clock, KEYS)
        saved = library.load("c1")
        if expected is None:
            assert saved.history.done == ()
            break
        step = saved.history.done[-1]
        made = library.taking_back(saved.case, step)
        after = states[states.index(saved.case) - 1]
        library.commit("c1", made, after, saved.history, kind="undo", target=step.seq)
        assert library.load("c1").case == library.replayed("c1") == expected
    for expected in states[1:]:
        library.close()
        library = Library.open(tmp_path, clock, KEYS)
        saved = library.load("c1")
        step = saved.history.undone[-1]
        made = library.repeating(saved.case, step)
        library.commit("c1", made, expected, saved.history, kind="redo", target=step.seq)
        assert library.replayed("c1") == expected
    library.close()


@pytest.mark.parametrize("path", ["attachments", "attachments.x1", "attachments.x1.sha256"])
def test_backups_know_of_a_file_however_it_was_put_in(library: Library, path: str) -> None:
    """Hashes that begin or end alike: what the log keeps of an edit is less than all of it."""
    one, two = f"ab{'1' * 60}cd", f"ab{'2' * 60}cd"
    before = Attachment(id="x1", slot="S01", sha256=one)
    library.create(a_case().model_copy(update={"attachments": (before,)}))
    after = before.model_copy(update={"sha256": two})
    commit(library, "c1", path, {"attachments": [after], "attachments.x1": after}.get(path, two))
    assert library.hashes() == (one, two)


def test_a_step_that_does_not_fit_the_case_is_told(library: Library) -> None:
    library.create(a_case())
    commit(library, "c1", "person.gender", "男")
    step = library.load("c1").history.done[-1]
    changed = a_case().model_copy(update={"pack_version": 3})
    with pytest.raises(UserError, match="已损坏"):
        library.taking_back(changed, step)
    with pytest.raises(UserError, match="已损坏"):
        library.repeating(commit(library, "c1", "person.gender", "女"), Step(step.seq, ""))
