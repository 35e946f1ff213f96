"""Handing over between two people: there and back, nothing lost, nothing taken in unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.app.handover import arrivals, sending
from desktop.app.handover.sending import Receivers, Remarked, card_in, card_note, card_text
from desktop.app.library import Desk
from desktop.app.session import Session
from desktop.domain import change as changes
from desktop.errors import UserError
from desktop.storage import handover as packages
from desktop.storage.handover import NotForYou
from desktop.storage.packages import STAGING
from tests.app.exchanging import SCANS, WORDS, Person, applicant, notices, person
from tests.storage.keeping import SECRETS, FakeClock, a_case, prints


@pytest.fixture
def her(tmp_path: Path) -> Iterator[Person]:
    made = applicant(tmp_path / "applicant")
    yield made
    made.desk.close()


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Person]:
    made = person(tmp_path / "clerk", b"the clerk's vault key...........")
    yield made
    made.desk.close()


def nothing_staged(who: Person) -> bool:
    return not any((who.desk.library.folder / STAGING).glob("*"))


# ---------------------------------------------------------------------- there and back


def test_a_case_comes_over_whole(her: Person, clerk: Person) -> None:
    path = her.send(clerk.card)
    assert not any(secret in path.name for secret in SECRETS)
    arrival = clerk.look(path)
    assert (arrival.standing, arrival.kind, arrival.installed) == ("new", "case", True)
    assert arrival.sender.card == her.card
    assert arrival.sender.name == ""
    assert clerk.desk.rows() == ()
    arrivals.brought(clerk.desk.library, arrival)
    assert arrivals.taken(clerk.desk, arrival, sender="李样例") == "c1"
    assert clerk.case() == sending.unnamed(her.case())
    assert [clerk.desk.library.file(a.sha256) for a in clerk.case().attachments] == list(SCANS)
    assert nothing_staged(clerk)
    assert [one.name for one in clerk.desk.library.packages.people()] == ["李样例"]


def test_what_the_files_are_called_stays_at_home(her: Person, clerk: Person) -> None:
    clerk.take(her.send(clerk.card))
    assert {a.file_name for a in clerk.case().attachments} == {""}
    clerk.put("pub.start", "2024-07-15")
    her.take(clerk.send(her.card))
    assert {a.file_name for a in her.case().attachments} == {"我的扫描.jpg"}


def test_the_reply_comes_back_as_one_step_of_undo(her: Person, clerk: Person) -> None:
    clerk.take(her.send(clerk.card))
    before = her.case()
    clerk.put("pub.start", "2024-07-15")
    clerk.put("unit_audit.items", ["漏项", "真实"])
    clerk.attach("stamped", b"the stamped paper")
    sending.remark(
        clerk.desk, "c1", [Remarked("手机号少一位", "person.phone"), Remarked("  ")], "单位"
    )
    back = clerk.send(her.card)
    her.put("person.gender", "女")
    arrival = her.take(back)
    assert (arrival.standing, arrival.kind) == ("newer", "reply")
    assert [(r.text, r.path, r.by) for r in arrival.remarks] == [
        ("手机号少一位", "person.phone", "单位")
    ]
    case = her.case()
    assert case.person.gender == "女"
    assert case.pub.start == "2024-07-15"
    assert case.unit_audit.items == ("漏项", "真实")
    assert her.desk.library.file(case.attachments[-1].sha256) == b"the stamped paper"
    session = Session(her.desk.library, notices("BM24"), "c1", FakeClock())
    assert session.undo_label == "收下审核回复"
    session.undo()
    assert session.case == changes.put(before, "person.gender", "女")
    session.redo()
    assert session.case == case


def test_to_and_fro_only_what_is_new_is_asked(her: Person, clerk: Person) -> None:
    clerk.take(her.send(clerk.card))
    for round_ in range(3):
        clerk.put("pub.office", f"{round_} 号楼")
        her.put("person.email", f"{round_}@example.cn")
        assert not _conflicts(her, clerk.send(her.card))
        assert not _conflicts(clerk, her.send(clerk.card))
        assert sending.unnamed(her.case()) == clerk.case()


def _conflicts(who: Person, path: Path) -> int:
    arrival = who.take(path)
    assert arrival.standing == "newer"
    assert arrival.merged is not None
    return len(arrival.merged.conflicts)


def test_where_both_changed_the_same_each_is_decided(her: Person, clerk: Person) -> None:
    clerk.take(her.send(clerk.card))
    for path in ("person.phone", "unit.contact"):
        her.put(path, "13900000001")
        clerk.put(path, "13900000002")
    back = clerk.send(her.card)
    arrival = her.look(back)
    assert arrival.merged is not None
    assert [c.path for c in arrival.merged.conflicts] == ["person.phone", "unit.contact"]
    assert arrival.edits == ()
    arrivals.brought(her.desk.library, arrival)
    arrivals.taken(her.desk, arrival, arrival.merged.conflicts[:1])
    assert her.case().person.phone == "13900000002"
    assert her.case().unit.contact == "13900000001"


def test_without_a_common_version_nothing_is_decided_silently(her: Person, clerk: Person) -> None:
    """As after a restore from a backup of before the case went out."""
    clerk.desk.library.create(a_case(name="另一个人"))
    arrival = clerk.look(her.send(clerk.card))
    assert arrival.standing == "newer"
    assert arrival.merged is not None
    assert [c.path for c in arrival.merged.conflicts] == ["person.name"]
    assert [e.path for e in arrival.edits] == ["attachments"]


# ---------------------------------------------------------------------- nothing to do


def test_the_same_again_is_known(her: Person, clerk: Person) -> None:
    path = her.send(clerk.card)
    clerk.take(path)
    clerk.put("person.phone", "1")
    before = clerk.case()
    arrival = clerk.take(path)
    assert arrival.standing == "again"
    assert arrival.before is not None
    assert clerk.case() == before


def test_one_s_own_is_known(her: Person, clerk: Person) -> None:
    path = her.send(WORDS)
    assert her.look(path, WORDS).standing == "own"


def test_an_older_one_after_a_later_one(her: Person, clerk: Person) -> None:
    first = her.send(clerk.card)
    her.put("person.phone", "1")
    clerk.take(her.send(clerk.card))
    before = clerk.case()
    assert clerk.take(first).standing == "older"
    assert clerk.case() == before


def test_a_new_package_with_nothing_new(her: Person, clerk: Person) -> None:
    clerk.take(her.send(clerk.card))
    assert clerk.take(her.send(clerk.card)).standing == "nothing"


def test_a_case_in_the_trash_is_not_brought_up_behind_one_s_back(
    her: Person, clerk: Person
) -> None:
    clerk.take(her.send(clerk.card))
    clerk.desk.remove("c1")
    her.put("person.phone", "1")
    assert clerk.take(her.send(clerk.card)).standing == "removed"
    assert clerk.desk.rows() == ()


# ---------------------------------------------------------------------- refused


def test_by_passphrase(her: Person, clerk: Person) -> None:
    path = her.send(WORDS)
    assert arrivals.needs_passphrase(path)
    with pytest.raises(NotForYou, match="口令不对"):
        clerk.look(path, WORDS + "x")
    assert nothing_staged(clerk)
    assert clerk.look(path, WORDS).standing == "new"


def test_a_weak_passphrase_writes_nothing(her: Person) -> None:
    with pytest.raises(UserError, match="太短"):
        her.send("1234")
    assert not any(her.out.iterdir())


def test_for_somebody_else(her: Person, clerk: Person, tmp_path: Path) -> None:
    other = person(tmp_path / "other", b"the key of somebody else........")
    path = her.send(other.card)
    before = prints(clerk.desk.library.folder)
    with pytest.raises(NotForYou):
        clerk.look(path)
    assert prints(clerk.desk.library.folder) == before
    other.desk.close()


@pytest.mark.parametrize("at", [10, 200, -3000, -1])
def test_tampered_with(her: Person, clerk: Person, at: int) -> None:
    path = her.send(clerk.card)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    before = prints(clerk.desk.library.folder)
    with pytest.raises(UserError) as caught:
        clerk.look(path)
    assert caught.value.todo
    assert prints(clerk.desk.library.folder) == before


Spoil = Callable[[dict[str, Any]], dict[str, Any]]
BODIES: dict[str, tuple[Spoil, str]] = {
    "of a newer program": (lambda b: b | {"form": 2}, "更新版本"),
    "of a newer case form": (
        lambda b: b | {"case": a_case().model_dump(mode="json") | {"schema_version": 9}},
        "较新版本",
    ),
    "with a field only a newer program knows": (
        lambda b: b | {"case": a_case().model_dump(mode="json") | {"orbit": "x"}},
        "更新版本",
    ),
    "with two entries of one id": (
        lambda b: b | {"case": b["case"] | {"edu": [{"id": "e1"}, {"id": "e1", "school": "x"}]}},
        "不是一份申报材料",
    ),
    "with two of one id further in": (
        lambda b: (
            b
            | {
                "case": b["case"]
                | {"items": [{"id": "i", "endorsers": [{"id": "e"}, {"id": "e"}]}]}
            }
        ),
        "不是一份申报材料",
    ),
    "of another kind": (lambda b: b | {"kind": "roster"}, "不是一份申报材料"),
    "without a case": (lambda b: {k: v for k, v in b.items() if k != "case"}, "不是一份"),
    "with a case that is none": (lambda b: b | {"case": {"case_id": "c1"}}, "不是申报材料"),
    "with a field of a wrong kind": (
        lambda b: b | {"case": a_case().model_dump(mode="json") | {"edu": {}}},
        "不符合申报材料的格式",
    ),
    "that names no list of earlier ones": (lambda b: b | {"based_on": "x"}, "不是一份"),
    "of a notice not installed": (
        lambda b: b | {"case": a_case().model_dump(mode="json") | {"pack_id": "XX99"}},
        "没有装在这台电脑上",
    ),
    "without the files it names": (lambda b: b, "少了附件"),
}


@pytest.mark.parametrize("what", BODIES)
def test_what_cannot_be_taken_in_is_told_and_leaves_nothing(
    her: Person, clerk: Person, what: str
) -> None:
    spoil, sentence = BODIES[what]
    out = sending.prepared(her.desk, "c1")
    path = her.out / "made.zcsb"
    to = Receivers(cards=[clerk.card])
    packages.write(path, spoil(out.body), {}, out.sender, to)
    before = prints(clerk.desk.library.folder)
    with pytest.raises(UserError, match=sentence) as caught:
        clerk.look(path)
    assert "没有导入" in caught.value.safe
    assert prints(clerk.desk.library.folder) == before
    assert nothing_staged(clerk)


def test_of_another_version_of_the_notice(her: Person, clerk: Person) -> None:
    her.put("pack_version", 2)
    arrival = clerk.take(her.send(clerk.card))
    assert not arrival.installed
    assert clerk.case().pack_version == 2


def test_a_damaged_attachment_is_named_and_nothing_is_written(her: Person, clerk: Person) -> None:
    for file in (her.desk.library.folder / "files").glob("??/*"):
        file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(UserError, match="已损坏") as caught:
        her.send(clerk.card)
    assert "我的扫描.jpg" in caught.value.details
    assert not any(her.out.iterdir())


# ---------------------------------------------------------------------- cut off


def test_cut_off_while_looking(her: Person, clerk: Person) -> None:
    path = her.send(clerk.card)
    clerk.look(path)
    assert not nothing_staged(clerk)
    clerk.desk.close()
    clerk.desk = Desk.open(clerk.desk.library.folder, notices, FakeClock(), clerk.desk.library.keys)
    assert nothing_staged(clerk)
    assert clerk.desk.rows() == ()
    assert clerk.take(path).standing == "new"


def test_cut_off_between_the_files_and_the_case(her: Person, clerk: Person) -> None:
    path = her.send(clerk.card)
    arrivals.brought(clerk.desk.library, clerk.look(path))
    clerk.desk.close()
    clerk.desk = Desk.open(clerk.desk.library.folder, notices, FakeClock(), clerk.desk.library.keys)
    assert clerk.desk.rows() == ()
    assert clerk.take(path).standing == "new"
    assert clerk.case() == sending.unnamed(her.case())


def test_what_cannot_be_written_leaves_no_trace_of_having_come(
    her: Person, clerk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = her.send(clerk.card)
    arrival = clerk.look(path)
    arrivals.brought(clerk.desk.library, arrival)

    def full(*_values: object, **_named: object) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as patch:
        patch.setattr(clerk.desk.library, "_log", full)
        with pytest.raises(UserError, match="写满"):
            arrivals.taken(clerk.desk, arrival)
    assert clerk.desk.rows() == ()
    assert clerk.take(path).standing == "new"


def test_changed_between_looking_and_taking(her: Person, clerk: Person) -> None:
    clerk.take(her.send(clerk.card))
    clerk.put("pub.start", "2024-07-15")
    arrival = her.look(clerk.send(her.card))
    her.put("person.phone", "1")
    before = her.case()
    with pytest.raises(UserError, match="又有改动"):
        arrivals.taken(her.desk, arrival)
    assert her.case() == before


# ---------------------------------------------------------------------- cards


def test_a_card_comes_through_a_chat(her: Person) -> None:
    for text in (card_text(her.card), card_note(her.card)):
        assert card_in(text) == her.card
        assert card_in(f"您好，\n{text[:60]}\n {text[60:].upper()}") == her.card


HALVES: tuple[Callable[[str], str], ...] = (
    lambda text: text[:-1],
    lambda text: text[10:],
    lambda text: text[:20] + ("0" if text[20] != "0" else "1") + text[21:],
    lambda _text: "",
)


@pytest.mark.parametrize("spoil", HALVES)
def test_half_a_card_is_none(her: Person, spoil: Callable[[str], str]) -> None:
    with pytest.raises(UserError, match="没有完整的收件码"):
        card_in(spoil(card_text(her.card)))


def test_a_card_as_a_file(her: Person) -> None:
    path = sending.save_card(her.card, her.out)
    assert card_in(path.read_text("utf-8-sig")) == her.card


@pytest.mark.parametrize(
    ("typed", "borne"), [("李四海", "审核回复-李四海-"), ("659901198803121238", "审核回复-2024")]
)
def test_a_reply_bears_the_applicants_name_and_no_number(
    her: Person, clerk: Person, typed: str, borne: str
) -> None:
    her.put("person.name", typed)
    sent = her.send(clerk.card)
    assert sent.name.startswith("申报包-2024")
    clerk.take(sent)
    reply = clerk.send(her.card)
    assert reply.name.startswith(borne)
    assert clerk.send(her.card).name == f"{reply.stem}-2.zcsb"
