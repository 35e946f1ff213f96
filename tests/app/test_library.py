"""The use cases over the library: beginning, opening, bringing in, handing out, the trash."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from desktop.app.library import Desk, MissingFiles, OtherVersion, bring, new_case
from desktop.domain.case import Attachment
from desktop.domain.notice import Notice
from desktop.domain.terms import Slot
from desktop.errors import UserError
from desktop.notices.shelf import NotInstalled
from desktop.storage.caseform import dump_case
from desktop.storage.files import hash_of
from desktop.storage.library import Library
from tests.storage.keeping import KEYS, FakeClock, a_case, a_notice, prints

SCAN = b"a scan of an ID card"


class Shelf:
    """The installed notices, one of which may be replaced by a new version."""

    def __init__(self) -> None:
        self.notice = a_notice()

    def __call__(self, pack_id: str, version: int | None = None, /) -> Notice:
        if pack_id != self.notice.id or version not in (None, self.notice.version):
            raise NotInstalled(f"没有安装通知 {pack_id}。", safe="材料没有变。", todo="请先安装。")
        return self.notice


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def desk(tmp_path: Path, shelf: Shelf, clock: FakeClock) -> Iterator[Desk]:
    opened = Desk.open(tmp_path / "desk", shelf, clock, KEYS)
    yield opened
    opened.close()


def with_scan(desk: Desk) -> str:
    entry = Attachment(slot="S01", title="身份证正面", sha256=hash_of(SCAN), format="jpg")
    case = a_case().model_copy(update={"attachments": (entry,)})
    return desk.add(case, {hash_of(SCAN): SCAN}.__getitem__)


def test_a_new_case_holds_what_the_notice_leaves_no_choice_about(desk: Desk) -> None:
    session = desk.new_case(a_notice())
    apply = session.case.apply
    assert (apply.year, apply.series, apply.level) == (2024, "工程", "中级")
    assert (apply.type, apply.specialty) == ("", "")
    assert (session.case.pack_id, session.case.pack_version) == ("BM24", 1)
    assert not session.can_undo
    assert [r.case_id for r in desk.rows()] == [session.case.case_id]
    assert desk.session(session.case.case_id).case == session.case


def test_two_new_cases_are_two(desk: Desk) -> None:
    assert new_case(a_notice()).case_id != new_case(a_notice()).case_id


def test_a_case_whose_notice_is_not_installed(desk: Desk, shelf: Shelf) -> None:
    with_scan(desk)
    shelf.notice = shelf.notice.model_copy(update={"id": "ZZ23"})
    with pytest.raises(UserError, match="没有安装通知 BM24"):
        desk.session("c1")
    assert desk.rows()[0].case_id == "c1"


def test_a_case_stays_with_its_version_until_moved(desk: Desk, shelf: Shelf) -> None:
    with_scan(desk)
    shelf.notice = a_notice(version=2)
    with pytest.raises(OtherVersion, match=r"第 1 版.*第 2 版"):
        desk.session("c1")
    assert desk.library.load("c1").case.pack_version == 1
    session = desk.session("c1", move_to_installed=True)
    assert session.case.pack_version == 2
    assert session.undo_label == "换到新版通知"
    assert desk.session("c1").case.pack_version == 2


def test_export_and_import_carry_everything(desk: Desk, tmp_path: Path) -> None:
    with_scan(desk)
    path = tmp_path / "out.json"
    desk.export_file("c1", path)
    before = prints(tmp_path)
    new_id = desk.import_file(path)
    assert new_id != "c1"
    session = desk.session(new_id)
    assert session.case == desk.session("c1").case.model_copy(update={"case_id": new_id})
    assert session.file(session.case.attachments[0].sha256) == SCAN
    assert not session.can_undo
    outside = {k: v for k, v in before.items() if not k.startswith("desk")}
    assert {k: v for k, v in prints(tmp_path).items() if k in outside} == outside


def test_import_on_another_machine_keeps_the_id(
    desk: Desk, shelf: Shelf, tmp_path: Path, clock: FakeClock
) -> None:
    with_scan(desk)
    path = tmp_path / "out.json"
    desk.export_file("c1", path)
    other = Desk.open(tmp_path / "other", shelf, clock, KEYS)
    assert other.import_file(path) == "c1"
    assert other.session("c1").case == desk.session("c1").case
    other.close()


def test_an_import_never_goes_over_what_is_in_the_trash(desk: Desk, tmp_path: Path) -> None:
    with_scan(desk)
    desk.export_file("c1", tmp_path / "out.json")
    desk.remove("c1")
    new_id = desk.import_file(tmp_path / "out.json")
    assert [r.case_id for r in desk.trash()] == ["c1"]
    assert [r.case_id for r in desk.rows()] == [new_id]


def test_export_asks_before_it_goes_over_a_file(desk: Desk, tmp_path: Path) -> None:
    with_scan(desk)
    path = tmp_path / "out.json"
    path.write_text("somebody's own")
    with pytest.raises(UserError, match="已经有一个名为"):
        desk.export_file("c1", path)
    assert path.read_text() == "somebody's own"
    desk.export_file("c1", path, replace=True)
    assert json.loads(path.read_text("utf-8"))["case_id"] == "c1"


def png() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(data, "PNG", dpi=(300, 300))
    return data.getvalue()


def by_hand(folder: Path, *attachments: dict[str, object]) -> Path:
    data = json.loads(dump_case(a_case()))
    data["attachments"] = list(attachments)
    path = folder / "case.json"
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return path


def test_a_file_written_by_hand_is_looked_at(desk: Desk, shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "id.png").write_bytes(png())
    path = by_hand(tmp_path, {"slot": "身份证正面", "file": "id.png", "title": "身份证正面"})
    brought = bring(path, shelf)
    (attachment,) = brought.case.attachments
    assert attachment.slot == "S01"
    assert attachment.sha256 == hash_of(png())
    assert (attachment.format, attachment.width, attachment.height) == ("png", 60, 40)
    assert attachment.file_name == "id.png"
    assert brought.file_of(attachment.sha256) == png()
    session = desk.session(desk.import_file(path))
    assert session.file(session.case.attachments[0].sha256) == png()


def test_two_slots_of_the_same_title_are_not_guessed(shelf: Shelf, tmp_path: Path) -> None:
    twin = Slot(id="S02", column="basic", title="身份证正面")
    shelf.notice = shelf.notice.model_copy(update={"slots": (*shelf.notice.slots, twin)})
    (tmp_path / "id.png").write_bytes(png())
    brought = bring(by_hand(tmp_path, {"slot": "身份证正面", "file": "id.png"}), shelf)
    assert brought.case.attachments[0].slot == "身份证正面"


def test_a_bad_scan_stops_the_import(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "id.png").write_bytes(b"")
    path = by_hand(tmp_path, {"slot": "S01", "file": "id.png"})
    with pytest.raises(UserError, match="空文件"):
        desk.import_file(path)
    assert desk.rows() == ()


def test_missing_files_are_named_and_may_be_left_out(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "id.png").write_bytes(png())
    path = by_hand(
        tmp_path,
        {"slot": "S01", "file": "id.png", "title": "在的"},
        {"slot": "S01", "file": "gone.png", "title": "不在的"},
    )
    with pytest.raises(MissingFiles, match="1 个附件") as caught:
        desk.import_file(path)
    assert caught.value.details == ("不在的：gone.png",)
    assert desk.rows() == ()
    case_id = desk.import_file(path, without_missing=True)
    assert [a.title for a in desk.session(case_id).case.attachments] == ["在的"]


def test_an_unknown_pack_stops_the_import(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(dump_case(a_case().model_copy(update={"pack_id": "XX99"})), "utf-8")
    with pytest.raises(UserError, match="没有安装通知 XX99"):
        desk.import_file(path)
    assert desk.rows() == ()


def test_a_copy_has_a_life_of_its_own(desk: Desk) -> None:
    with_scan(desk)
    copy = desk.session(desk.copy("c1"))
    copy.set("person.gender", "女")
    assert desk.session("c1").case.person.gender == ""
    assert copy.file(copy.case.attachments[0].sha256) == SCAN
    copy.undo()
    assert not copy.can_undo


def test_the_trash_gives_back(desk: Desk) -> None:
    with_scan(desk)
    session = desk.session("c1")
    session.set("person.gender", "男")
    desk.remove("c1")
    assert desk.rows() == ()
    desk.restore("c1")
    back = desk.session("c1")
    assert back.case.person.gender == "男"
    assert back.undo_label == "修改基本信息"
    assert back.file(back.case.attachments[0].sha256) == SCAN


def test_a_broken_file_in_the_library_stops_the_copy(desk: Desk) -> None:
    with_scan(desk)
    (kept,) = (desk.library.folder / "files").glob("??/*")
    kept.unlink()
    with pytest.raises(UserError, match="附件文件不见了"):
        desk.copy("c1")
    assert len(desk.rows()) == 1


def test_the_others_of_the_same_person_are_the_same_year_rule_s(desk: Desk) -> None:
    with_scan(desk)
    second = desk.session(desk.copy("c1"))
    assert isinstance(second.library, Library)
    assert [c.case_id for c in second.others] == ["c1"]
    second.set("person.id_no", "659901199001011234")
    assert not second.others
    second.undo()
    desk.remove("c1")
    second.judge_again()
    assert not second.others
    desk.add(a_case("c9"), desk.library.file)
    second.judge_again()
    assert [c.case_id for c in second.others] == ["c9"]
