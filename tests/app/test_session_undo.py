"""Undo and redo of a session: exact, in steps a person would name, across restarts."""

import pytest

from desktop.app.session import Session
from desktop.domain.case import Education
from tests.app.sessions import restarted
from tests.storage.keeping import FakeClock, a_case


def test_undo_reaches_back_across_restarts(session: Session, clock: FakeClock) -> None:
    session.set("person.gender", "男")
    session.insert("edu", Education(level="本科"))
    session.set("person.name", "张䶮")
    states = [session.case]
    for label in ("修改基本信息", "添加学历", "修改基本信息"):
        session = restarted(session, clock)
        assert session.case == states[-1]
        assert session.undo_label == label
        session.undo()
        states.append(session.case)
    assert session.case == a_case()
    session = restarted(session, clock)
    assert not session.can_undo
    assert session.undo_label == ""
    for state, label in zip(
        reversed(states[:-1]), ("修改基本信息", "添加学历", "修改基本信息"), strict=True
    ):
        assert session.redo_label == label
        session.redo()
        assert session.case == state
        session = restarted(session, clock)
    assert not session.can_redo
    session.library.close()


def test_a_new_edit_ends_what_could_be_redone(session: Session) -> None:
    session.set("person.gender", "男")
    session.undo()
    session.set("person.gender", "女")
    assert not session.can_redo
    assert session.redo_label == ""
    session.redo()
    assert session.case.person.gender == "女"


def test_undo_with_nothing_to_undo_is_nothing(session: Session) -> None:
    session.undo()
    session.redo()
    assert session.case == a_case()


def test_undo_says_what_the_caller_called_it(session: Session) -> None:
    session.set("person.gender", "男", label="填写性别")
    assert session.undo_label == "填写性别"
    session.undo()
    assert session.redo_label == "填写性别"


def type_slowly(session: Session, clock: FakeClock, path: str, text: str, pause: float) -> None:
    for end in range(1, len(text) + 1):
        session.set(path, text[:end])
        clock.go(pause)


def test_typing_in_one_go_is_one_step(session: Session, clock: FakeClock) -> None:
    type_slowly(session, clock, "summary.text", "工作态度", 1)
    session.undo()
    assert session.case.summary.text == ""
    assert not session.can_undo
    session.redo()
    assert session.case.summary.text == "工作态度"
    session = restarted(session, clock)
    session.undo()
    assert session.case.summary.text == ""
    assert session.library.replayed("c1") == session.case
    session.library.close()


@pytest.mark.parametrize("pause, steps", [(2.9, 1), (3.1, 4)])
def test_a_rest_ends_the_step(session: Session, clock: FakeClock, pause: float, steps: int) -> None:
    type_slowly(session, clock, "summary.text", "工作态度", pause)
    for _ in range(steps):
        assert session.can_undo
        session.undo()
    assert not session.can_undo


def test_long_typing_is_several_steps(session: Session, clock: FakeClock) -> None:
    type_slowly(session, clock, "summary.text", "字" * 100, 1)
    session.undo()
    assert 50 < len(session.case.summary.text) < 100


def test_other_doings_end_the_step(session: Session, clock: FakeClock) -> None:
    session.set("summary.text", "工")
    session.set("person.gender", "男")
    session.set("summary.text", "工作")
    session.undo()
    assert session.case.summary.text == "工"
    session.redo()
    session.set("summary.text", "工作态")
    session.undo()
    assert session.case.summary.text == "工作"
    session.set("summary.text", "工作绩")
    session.undo()
    assert session.case.summary.text == "工作"


def test_a_clock_set_back_joins_nothing(session: Session, clock: FakeClock) -> None:
    session.set("summary.text", "工")
    clock.go(-3600)
    session.set("summary.text", "工作")
    session.undo()
    assert session.case.summary.text == "工"


def test_what_the_program_notes_is_undone_with_the_last_step(
    session: Session, clock: FakeClock
) -> None:
    session.set("person.gender", "男", label="填写性别")
    assert session.note("person.ethnicity", "汉族", label="识别")
    assert session.undo_label == "填写性别"
    session = restarted(session, clock)
    session.undo()
    assert session.case == a_case()
    assert not session.note("person.ethnicity", "汉族", label="识别")
    assert session.can_redo
    session.redo()
    assert (session.case.person.gender, session.case.person.ethnicity) == ("男", "汉族")
    session.library.close()


def test_a_note_with_no_step_before_it_is_a_step(session: Session) -> None:
    assert session.note("person.ethnicity", "汉族", label="识别")
    assert session.undo_label == "识别"
    session.undo()
    assert session.case == a_case()


def test_a_note_does_not_cut_the_text_being_typed(session: Session, clock: FakeClock) -> None:
    type_slowly(session, clock, "summary.text", "兢兢", 0.2)
    assert session.note("person.ethnicity", "汉族", label="识别")
    session.set("summary.text", "兢兢业业")
    session.undo()
    assert session.case == a_case()
