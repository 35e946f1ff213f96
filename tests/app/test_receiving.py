"""Dozens of packages at once: one bad file never keeps the others out, nothing comes twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.app.handover import arrivals, sending
from desktop.app.handover.receiving import Receiving, found
from desktop.app.handover.sending import SUFFIX, Receivers
from desktop.domain import change as changes
from desktop.domain.case import Case, Education, Review
from desktop.domain.change import Change
from desktop.errors import UserError
from desktop.storage.library import Library
from desktop.storage.packages import STAGING
from tests.app.exchanging import WORDS, Person, person
from tests.storage.keeping import ID_NO, a_case, prints

OTHER_WORDS = "河边的第三棵白杨"
OTHER_NO = "659901199001011233"


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Person]:
    made = person(tmp_path / "clerk", b"the clerk's vault key...........")
    yield made
    made.desk.close()


@pytest.fixture
def them(tmp_path: Path) -> Iterator[Person]:
    """Somebody whose library holds the cases of several people."""
    made = person(tmp_path / "them", b"the applicants' vault key.......")
    for n in range(1, 5):
        made.desk.library.create(a_case(f"p{n}", name=f"人员{n}"))
        put(made, f"p{n}", "person.id_no", "")
    yield made
    made.desk.close()


def put(who: Person, case_id: str, path: str, value: object) -> None:
    library = who.desk.library
    saved = library.load(case_id)
    edit = changes.edit(saved.case, path, value)
    after = changes.apply(saved.case, (edit,))
    library.commit(case_id, Change(label="修改", edits=(edit,)), after, saved.history)


def send(who: Person, case_id: str, to: Receivers, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    out = sending.prepared(who.desk, case_id)
    path, key = sending.written(out, folder, to)
    sending.kept(who.desk, out, key, to)
    return path.rename(folder / f"{case_id}-{len(list(folder.iterdir()))}{SUFFIX}")


def receive(clerk: Person, *paths: Path, phrases: tuple[str, ...] = ()) -> Receiving:
    made = Receiving(clerk.desk, phrases=list(phrases))
    made.add(found(paths).packages)
    run(made)
    return made


def run(made: Receiving) -> None:
    """As the window does it, on one thread."""
    for n in made.waiting():
        try:
            incoming = made.opened(made.items[n].path)
        except UserError as error:
            made.refused(n, error)
            continue
        arrival = made.looked(n, incoming)
        if arrival is not None:
            arrivals.brought(clerk_library(made), arrival)
            made.taken(n, arrival)
    assert not any((clerk_library(made).folder / STAGING).glob("*"))


def clerk_library(made: Receiving) -> Library:
    return made.desk.library


def outcomes(made: Receiving) -> list[tuple[str, str]]:
    return [(item.path.name[:2], item.outcome) for item in made.items]


# ---------------------------------------------------------------------- what is found


def test_packages_in_folders_are_found_and_others_named(tmp_path: Path) -> None:
    inner = tmp_path / "sent" / "一车间" / "更里面"
    inner.mkdir(parents=True)
    names = ("b.zcsb", "a.ZCSB", "花名册.xlsx", ".hidden", "~$lock.docx")
    for name in names:
        (inner / name).write_bytes(b"x")
    (tmp_path / "sent" / "c.zcsb").write_bytes(b"x")
    (tmp_path / "sent" / "d.zcsb").mkdir()
    (tmp_path / "sent" / "round").symlink_to(tmp_path / "sent")
    seen = found([tmp_path / "sent", inner / "b.zcsb", tmp_path / "照片.jpg"])
    assert [path.name for path in seen.packages] == ["a.ZCSB", "b.zcsb", "c.zcsb"]
    assert sorted(path.name for path in seen.left_out) == sorted(["花名册.xlsx", "照片.jpg"])
    assert seen.more == 0


def test_a_link_to_itself_is_one_bad_file(clerk: Person, tmp_path: Path) -> None:
    stuck = tmp_path / "a.zcsb"
    try:
        stuck.symlink_to(stuck)
    except OSError:
        pytest.skip("links are not to be had here")
    assert found([stuck]).packages == (stuck,)
    with pytest.raises(UserError):
        Receiving(clerk.desk).opened(stuck)


def test_too_many_are_not_all_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.app.handover.receiving.MOST", 2)
    for n in range(5):
        (tmp_path / f"{n}.zcsb").write_bytes(b"x")
    seen = found([tmp_path])
    assert (len(seen.packages), seen.more) == (2, 3)


# ---------------------------------------------------------------------- taking in


def test_all_of_a_folder_and_one_bad_file_stops_nothing(
    them: Person, clerk: Person, tmp_path: Path
) -> None:
    stick, to = tmp_path / "stick", Receivers(cards=[clerk.card])
    for n in (1, 2, 3):
        send(them, f"p{n}", to, stick)
    damaged = send(them, "p4", to, stick)
    damaged.write_bytes(damaged.read_bytes()[:-40])
    (stick / f"none{SUFFIX}").write_bytes(b"this is no package")
    (stick / f"empty{SUFFIX}").write_bytes(b"")
    made = receive(clerk, stick)
    assert made.count("new") == 3
    assert made.count("failed") == 3
    assert {row.name for row in clerk.desk.rows()} == {"人员1", "人员2", "人员3"}
    for item in made.items:
        if item.outcome == "failed":
            assert item.path.name in item.said
            assert item.said.endswith("。")
    again = receive(clerk, stick)
    assert again.count("nothing") == 3
    assert again.count("failed") == 3
    assert len(clerk.desk.rows()) == 3


def test_a_newer_version_is_merged_not_doubled(them: Person, clerk: Person, tmp_path: Path) -> None:
    stick, to = tmp_path / "stick", Receivers(cards=[clerk.card])
    first = send(them, "p1", to, stick)
    put(them, "p1", "person.phone", "13900000001")
    second = send(them, "p1", to, stick)
    made = receive(clerk, second, first)
    assert outcomes(made) == [("p1", "new"), ("p1", "merged")]
    put(clerk, "p1", "pub.office", "综合")
    put(them, "p1", "person.phone", "13900000002")
    made = receive(clerk, send(them, "p1", to, tmp_path / "third"))
    assert outcomes(made) == [("p1", "merged")]
    assert "改了 1 处" in made.items[0].said
    (row,) = clerk.desk.rows()
    case = clerk.desk.library.load(row.case_id).case
    assert (case.person.phone, case.pub.office) == ("13900000002", "综合")


def test_an_older_one_after_the_newer_is_nothing(
    them: Person, clerk: Person, tmp_path: Path
) -> None:
    to = Receivers(cards=[clerk.card])
    first = send(them, "p1", to, tmp_path / "b")
    put(them, "p1", "person.phone", "13900000001")
    second = send(them, "p1", to, tmp_path / "a")
    assert outcomes(receive(clerk, second)) == [("p1", "new")]
    assert outcomes(receive(clerk, first)) == [("p1", "nothing")]
    assert clerk.desk.library.load("p1").case.person.phone == "13900000001"


def test_where_both_changed_the_same_nothing_is_decided(
    them: Person, clerk: Person, tmp_path: Path
) -> None:
    to = Receivers(cards=[clerk.card])
    receive(clerk, send(them, "p1", to, tmp_path / "a"))
    put(clerk, "p1", "person.phone", "1")
    put(them, "p1", "person.phone", "2")
    before = clerk.desk.library.load("p1").case
    path = send(them, "p1", to, tmp_path / "b")
    made = receive(clerk, path, send(them, "p2", to, tmp_path / "b"))
    assert outcomes(made) == [("p1", "conflicts"), ("p2", "new")]
    assert "1 处两边都改过" in made.items[0].said
    assert clerk.desk.library.load("p1").case == before
    made.decided(0, taken=True)
    assert made.count("conflicts") == 0


def test_one_of_the_trash_is_not_brought_back(them: Person, clerk: Person, tmp_path: Path) -> None:
    to = Receivers(cards=[clerk.card])
    receive(clerk, send(them, "p1", to, tmp_path / "a"))
    clerk.desk.remove("p1")
    put(them, "p1", "person.phone", "2")
    made = receive(clerk, send(them, "p1", to, tmp_path / "b"))
    assert outcomes(made) == [("p1", "removed")]
    assert clerk.desk.rows() == ()


def test_reviews_are_told_of_where_they_are_overtaken_or_made_elsewhere(
    them: Person, clerk: Person, tmp_path: Path
) -> None:
    to = Receivers(cards=[clerk.card])
    receive(clerk, send(them, "p1", to, tmp_path / "a"))
    passed = Review(id="r1", by="周经办", at="2024-07-20T09:30", stage="初审", result="通过")
    put(clerk, "p1", "reviews", [passed])
    put(clerk, "p1", "unit_audit.at", passed.at)
    put(them, "p1", "person.phone", "2")
    made = receive(clerk, send(them, "p1", to, tmp_path / "b"))
    assert "审核通过以后又有了改动，请重新审核。" in made.items[0].said
    assert "不是在这里做的" not in made.items[0].said
    for case_id in ("p1", "p2"):
        put(them, case_id, "reviews", [passed.model_copy(update={"id": "r9"})])
        made = receive(clerk, send(them, case_id, to, tmp_path / f"c{case_id}"))
        assert "1 条不是在这里做的审核记录" in made.items[0].said


# ---------------------------------------------------------------------- passphrases


def test_one_passphrase_is_tried_for_all_and_others_are_asked_for(
    them: Person, clerk: Person, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    send(them, "p1", Receivers(passphrase=WORDS), stick)
    send(them, "p2", Receivers(passphrase=OTHER_WORDS), stick)
    send(them, "p3", Receivers(cards=[clerk.card]), stick)
    send(them, "p4", Receivers(passphrase=WORDS), stick)
    made = receive(clerk, stick)
    assert outcomes(made) == [
        ("p1", "passphrase"),
        ("p2", "passphrase"),
        ("p3", "new"),
        ("p4", "passphrase"),
    ]
    assert made.items[0].said == "用口令加密的。"
    made.try_phrase(WORDS)
    run(made)
    assert [one for one in outcomes(made) if one[1] != "new"] == [("p2", "passphrase")]
    assert made.items[1].said == "口令不对，或者是另一个口令。"
    made.try_phrase(OTHER_WORDS)
    run(made)
    assert made.count("new") == 4
    made.try_phrase("")
    assert len(made.phrases) == 2


def test_what_is_for_somebody_else_is_told_so(them: Person, clerk: Person, tmp_path: Path) -> None:
    other = person(tmp_path / "other", b"the key of somebody else........")
    made = receive(clerk, send(them, "p1", Receivers(cards=[other.card]), tmp_path / "a"))
    assert outcomes(made) == [("p1", "failed")]
    other.desk.close()


# ---------------------------------------------------------------------- known from a roster


def on_roster(clerk: Person, case_id: str, **more: object) -> Case:
    """Somebody as a roster tells of them: in the library, with nothing handed over."""
    case = a_case(case_id, name="人员1").model_copy(update=more)
    clerk.desk.library.create(case, label="导入名单")
    return case


def test_the_real_case_takes_the_place_of_the_rosters(
    them: Person, clerk: Person, tmp_path: Path
) -> None:
    placed = on_roster(clerk, "r1", edu=(Education(id="e9", school="新疆农业大学"),))
    put(clerk, "r1", "unit.department", "营林科")
    put(clerk, "r1", "person.phone", "13911112222")
    on_roster(clerk, "r2")
    put(clerk, "r2", "person.id_no", OTHER_NO)
    put(them, "p1", "person.id_no", ID_NO)
    put(them, "p1", "person.phone", "13933334444")
    made = receive(clerk, send(them, "p1", Receivers(cards=[clerk.card]), tmp_path / "a"))
    assert outcomes(made) == [("p1", "new")]
    assert "代替了名单里的那一条，补上了名单里的 2 处" in made.items[0].said
    case = clerk.desk.library.load("p1").case
    assert case.unit.department == "营林科"
    assert case.person.phone == "13933334444"
    assert case.edu == placed.edu
    assert {row.case_id for row in clerk.desk.rows()} == {"p1", "r2"}
    assert [row.case_id for row in clerk.desk.trash()] == ["r1"]
    # The other of the same name is of somebody else, or at least nothing proves the contrary.
    assert "同名" in made.items[0].said


def test_where_the_rosters_line_cannot_be_put_away_the_case_is_in_all_the_same(
    them: Person, clerk: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_case_id: str) -> None:
        raise UserError("磁盘满了。", safe="", todo="")

    on_roster(clerk, "r1")
    put(them, "p1", "person.id_no", ID_NO)
    path = send(them, "p1", Receivers(cards=[clerk.card]), tmp_path / "a")
    monkeypatch.setattr(clerk.desk, "remove", full)
    made = receive(clerk, path)
    assert outcomes(made) == [("p1", "new")]
    assert "名单里的那一条还在：磁盘满了。" in made.items[0].said
    assert {row.case_id for row in clerk.desk.rows()} == {"p1", "r1"}


def test_what_was_handed_over_or_has_files_is_no_placeholder(
    them: Person, clerk: Person, tmp_path: Path
) -> None:
    to = Receivers(cards=[clerk.card])
    for case_id in ("p1", "p2"):
        put(them, case_id, "person.id_no", ID_NO)
    receive(clerk, send(them, "p1", to, tmp_path / "a"))
    on_roster(clerk, "r1")
    put(clerk, "r1", "attachments", [{"id": "a", "slot": "S01"}])
    on_roster(clerk, "r2", pack_id="GT23")
    made = receive(clerk, send(them, "p2", to, tmp_path / "b"))
    assert outcomes(made) == [("p2", "new")]
    assert "代替" not in made.items[0].said
    assert len(clerk.desk.rows()) == 4
    assert clerk.desk.trash() == ()


def test_without_an_id_number_nobody_is_taken_for_another(
    them: Person, clerk: Person, tmp_path: Path
) -> None:
    on_roster(clerk, "r1")
    put(clerk, "r1", "person.id_no", "")
    before = clerk.desk.library.load("r1").case
    made = receive(clerk, send(them, "p1", Receivers(cards=[clerk.card]), tmp_path / "a"))
    assert "1 份同名的材料" in made.items[0].said
    assert clerk.desk.library.load("r1").case == before


def test_files_on_the_stick_stay_as_they_were(them: Person, clerk: Person, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    send(them, "p1", Receivers(cards=[clerk.card]), stick)
    (stick / f"bad{SUFFIX}").write_bytes(b"nothing")
    before = prints(stick)
    receive(clerk, stick)
    assert prints(stick) == before
