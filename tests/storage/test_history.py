"""Edits are written so that they can be taken back and repeated exactly; the log tells undo."""

import random
from typing import Any

import pytest

from desktop.domain import change as changes
from desktop.domain.case import Attachment, Education
from desktop.domain.change import Edit
from desktop.storage import history
from desktop.storage.history import Damaged, History, Logged, Step
from tests.storage.keeping import a_case

VALUES: list[tuple[str, Any, Any]] = [
    ("person.name", "", "张䶮"),
    ("person.name", "张䶮", ""),
    ("person.name", "aaa", "aa"),
    ("person.name", "aa", "aaa"),
    ("person.name", "阿卜杜热合曼·买买提", "阿卜杜热合曼·买买提江"),
    ("summary.text", "开头。中间。结尾。", "开头。\n换过的中间𬭎。结尾。"),
    ("unit.aliases", [], ["星河"]),
    ("unit.aliases", ["甲", "乙", "丙"], ["丙", "乙", "甲"]),
    ("unit.aliases", ["甲", "甲"], ["甲", "甲", "甲"]),
    ("title.has", None, True),
    ("title.has", True, False),
    ("apply.year", 2024, None),
    ("si.contract", {"start": "2020-01", "end": ""}, {"start": "2020-01", "end": "2025-01"}),
]


@pytest.mark.parametrize("path, before, after", VALUES)
def test_a_written_edit_goes_both_ways(path: str, before: Any, after: Any) -> None:
    start = changes.put(a_case(), path, before)
    edit = changes.edit(start, path, after)
    end = changes.apply(start, [edit])
    log = [history.written([edit])]
    back = history.taking_back(end, log, "撤销")
    assert changes.apply(end, back.edits) == start
    assert back.edits == (Edit(path=path, before=after, after=before),)
    forth = history.repeating(start, log, "重做")
    assert changes.apply(start, forth.edits) == end


def test_any_run_of_edits_goes_both_ways() -> None:
    """Texts of few letters, so that equal stretches abound; lists with entries in them."""
    rnd = random.Random(7)  # noqa: S311
    states = [a_case()]
    log = []
    for _ in range(300):
        case = states[-1]
        edits = []
        for _each in range(rnd.randint(1, 3)):
            pick = rnd.random()
            if pick < 0.5:
                value = "".join(rnd.choice("甲乙𬭎") for _ in range(rnd.randint(0, 6)))
                edit = changes.edit(case, rnd.choice(["summary.text", "person.name"]), value)
            elif pick < 0.7 or not case.edu:
                edit = changes.inserted(case, "edu", Education(), rnd.randint(0, len(case.edu)))
            elif pick < 0.8:
                edit = changes.removed(case, f"edu.{rnd.choice(case.edu).id}")
            elif pick < 0.9:
                edit = changes.moved(case, f"edu.{rnd.choice(case.edu).id}", rnd.choice([-1, 1]))
            else:
                edit = changes.edit(case, f"edu.{rnd.choice(case.edu).id}.school", "甲乙")
            edits.append(edit)
            case = changes.apply(case, [edit])
        states.append(case)
        log.append(history.written(edits))
    for number in range(len(log) - 1, -1, -1):
        before, after = states[number], states[number + 1]
        back = history.taking_back(after, [log[number]], "")
        assert changes.apply(after, back.edits) == before
        forth = history.repeating(before, [log[number]], "")
        assert changes.apply(before, forth.edits) == after
    whole = history.taking_back(states[-1], log, "")
    assert changes.apply(states[-1], whole.edits) == states[0]
    rows = [
        ("start", history.written(history.start(states[0], "").edits)),
        *(("edit", edits) for edits in log),
    ]
    assert history.replay(rows) == states[-1]  # type: ignore[arg-type]


def test_of_a_long_list_only_what_was_added_is_written() -> None:
    case = a_case()
    for number in range(200):
        case = case.model_copy(
            update={"attachments": (*case.attachments, Attachment(slot=f"S{number}"))}
        )
    edit = changes.inserted(case, "attachments", Attachment(slot="S1"), 100)
    (entry,) = history.written([edit])
    assert entry["at"] == 100
    assert entry["cut"] == []
    assert len(entry["add"]) == 1


@pytest.mark.parametrize(
    "derive, entry",
    [
        (history.taking_back, {"path": "person.name", "of": 2, "at": 0, "cut": "", "add": "李"}),
        (history.taking_back, {"path": "person.name", "of": 2, "at": 1, "cut": "", "add": "三"}),
        (history.repeating, {"path": "person.name", "of": 1, "at": 1, "cut": "", "add": "三"}),
        (history.repeating, {"path": "person.name", "of": 2, "at": 0, "cut": "李", "add": ""}),
        (history.taking_back, {"path": "person.gender", "before": "男", "after": "女"}),
        (history.repeating, {"path": "person.gender", "before": "男", "after": "女"}),
    ],
)
def test_an_edit_that_does_not_fit_is_refused(derive: Any, entry: Any) -> None:
    case = changes.put(a_case(), "person.name", "张三")
    with pytest.raises(Damaged):
        derive(case, [[entry]], "")


# ---------------------------------------------------------------------- undo from the log


def logged(*rows: tuple[Any, int | None]) -> History:
    return history.follow(
        Logged(seq, kind, target, f"第{seq}步") for seq, (kind, target) in enumerate(rows, start=1)
    )


START = ("start", None)
EDIT = ("edit", None)


@pytest.mark.parametrize(
    "rows, done, undone",
    [
        ([START], [], []),
        ([START, EDIT, EDIT], [2, 3], []),
        ([START, EDIT, ("edit", 2), ("edit", 2), EDIT], [2, 5], []),
        ([START, EDIT, EDIT, ("undo", 3)], [2], [3]),
        ([START, EDIT, EDIT, ("undo", 3), ("undo", 2)], [], [3, 2]),
        ([START, EDIT, EDIT, ("undo", 3), ("undo", 2), ("redo", 2)], [2], [3]),
        ([START, EDIT, EDIT, ("undo", 3), ("redo", 3), ("undo", 3)], [2], [3]),
        ([START, EDIT, EDIT, ("undo", 3), EDIT], [2, 5], []),
        ([START, EDIT, ("edit", 2), ("undo", 2)], [], [2]),
    ],
)
def test_the_steps_follow_from_the_log(
    rows: list[tuple[Any, int | None]], done: list[int], undone: list[int]
) -> None:
    told = logged(*rows)
    assert told.seq == len(rows)
    assert [s.seq for s in told.done] == done
    assert [s.seq for s in told.undone] == undone
    assert all(s == Step(s.seq, f"第{s.seq}步") for s in (*told.done, *told.undone))


@pytest.mark.parametrize(
    "rows",
    [
        [START, ("undo", 2)],
        [START, EDIT, EDIT, ("undo", 2)],
        [START, EDIT, ("redo", 2)],
        [START, EDIT, ("undo", 2), ("undo", 2)],
        [START, EDIT, EDIT, ("edit", 2)],
        [START, EDIT, EDIT, ("undo", 3), ("edit", 2)],
    ],
)
def test_a_log_that_does_not_follow_is_damaged(rows: list[tuple[Any, int | None]]) -> None:
    with pytest.raises(Damaged):
        logged(*rows)


def test_a_log_without_its_beginning_is_damaged() -> None:
    with pytest.raises(Damaged):
        history.replay([])
    with pytest.raises(Damaged):
        history.replay([("edit", [{"path": "person.name", "before": 1, "after": 2}])])


def test_replay_begins_with_the_start_row() -> None:
    case = a_case()
    began = history.written(history.start(case, "新建").edits)
    assert history.replay([("start", began)]) == case
