"""Case files go out whole and come in only as what they say they are."""

import errno
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.case import Attachment, Case
from desktop.errors import UserError
from desktop.storage import casefile, durable
from desktop.storage.casefile import read_case_file, write_case_file
from desktop.storage.caseform import dump_case
from desktop.storage.files import hash_of
from tests.storage.keeping import SECRETS, a_case, prints

FRONT, BACK = b"\xff\xd8\xff front", b"%PDF-1.7 back"
CONTENTS = {hash_of(data): data for data in (FRONT, BACK)}


def with_files() -> Case:
    return a_case().model_copy(
        update={
            "attachments": (
                Attachment(slot="S01", title="身份证正面", sha256=hash_of(FRONT), format="jpg"),
                Attachment(slot="S02", title="身份证反面", sha256=hash_of(BACK), format="pdf"),
                Attachment(slot="S03", title="还没有文件"),
                Attachment(slot="S04", title="同一个文件", sha256=hash_of(FRONT), format="jpg"),
            )
        }
    )


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "阿卜杜.json"
    write_case_file(path, with_files(), CONTENTS.__getitem__)
    return path


def test_a_case_file_comes_back_as_it_went_out(written: Path) -> None:
    read = read_case_file(written)
    case = with_files()
    assert read.case.model_dump(exclude={"attachments"}) == case.model_dump(exclude={"attachments"})
    assert [a.model_dump(exclude={"id"}) for a in read.case.attachments] == [
        a.model_dump(exclude={"id"}) for a in case.attachments
    ]
    assert read.missing == ()
    contents = [read.read(a) for a in read.case.attachments if a.id in read.files]
    assert contents == [FRONT, BACK, FRONT]


def test_file_names_tell_nothing_about_a_person(written: Path) -> None:
    inside = sorted(p.name for p in (written.parent / "阿卜杜.files").iterdir())
    assert inside == sorted([f"{hash_of(FRONT)[:32]}.jpg", f"{hash_of(BACK)[:32]}.pdf"])


def test_a_renamed_case_file_still_finds_its_files(written: Path) -> None:
    (written.parent / "阿卜杜.files").rename(written.parent / "new.files")
    moved = written.rename(written.parent / "new.json")
    read = read_case_file(moved)
    assert read.missing == ()
    assert read.read(read.case.attachments[0]) == FRONT


def test_missing_files_are_named(written: Path) -> None:
    (written.parent / "阿卜杜.files" / f"{hash_of(BACK)[:32]}.pdf").unlink()
    read = read_case_file(written)
    assert [a.title for a in read.missing] == ["身份证反面"]
    assert read.read(read.case.attachments[0]) == FRONT


def test_a_file_that_was_changed_is_named(written: Path) -> None:
    (written.parent / "阿卜杜.files" / f"{hash_of(BACK)[:32]}.pdf").write_bytes(b"%PDF-1.7 x")
    read = read_case_file(written)
    with pytest.raises(UserError, match="附件“身份证反面”的文件与保存时不一样"):
        read.read(read.case.attachments[1])


def test_a_file_far_too_large_is_named(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(casefile, "MAX_FILE", 5)
    read = read_case_file(written)
    with pytest.raises(UserError, match="附件“身份证正面”的文件太大"):
        read.read(read.case.attachments[0])


def a_file(folder: Path, **attachment: Any) -> Path:
    """A case file as another program writes it: one attachment, named by its place."""
    data = json.loads(dump_case(a_case()))
    data["attachments"] = [{"slot": "身份证正面", **attachment}]
    path = folder / "case.json"
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return path


@pytest.mark.parametrize("name", ["id.jpg", "scans/id.jpg", "./scans/id.jpg", "scans\\id.jpg"])
def test_an_attachment_may_be_given_by_its_place(tmp_path: Path, name: str) -> None:
    (tmp_path / "scans").mkdir()
    for place in ("id.jpg", "scans/id.jpg"):
        (tmp_path / place).write_bytes(FRONT)
    read = read_case_file(a_file(tmp_path, file=name))
    (attachment,) = read.case.attachments
    assert attachment.slot == "身份证正面"
    assert read.read(attachment) == FRONT


def test_a_place_with_nothing_there_is_missing(tmp_path: Path) -> None:
    read = read_case_file(a_file(tmp_path, file="scans/id.jpg", title="身份证"))
    assert [a.title for a in read.missing] == ["身份证"]
    assert read.files == {}


@pytest.mark.parametrize(
    "name",
    [
        "../secret.jpg",
        "scans/../../secret.jpg",
        "scans\\..\\..\\secret.jpg",
        "..",
        "/etc/hostname",
        "C:\\Windows\\win.ini",
        "C:secret.jpg",
        "\\\\server\\share\\secret.jpg",
        "//server/share/secret.jpg",
        "id.jpg\x00.png",
        "",
        7,
        None,
        ["id.jpg"],
    ],
)
def test_a_place_elsewhere_is_refused(tmp_path: Path, name: object) -> None:
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    home = tmp_path / "home"
    home.mkdir()
    with pytest.raises(UserError, match="不能使用") as caught:
        read_case_file(a_file(home, file=name))
    assert "相对路径" in caught.value.todo


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    home = tmp_path / "home"
    home.mkdir()
    (home / "id.jpg").symlink_to(tmp_path / "secret.jpg")
    with pytest.raises(UserError, match="不能使用"):
        read_case_file(a_file(home, file="id.jpg"))


TEXT = dump_case(a_case()).encode()


def deep(_text: bytes) -> bytes:
    return b"[" * 200_000


BAD: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "不完整或不是申报材料文件"),
    "cut off": (lambda text: text[: len(text) // 2], "不完整或不是申报材料文件"),
    "cut within a character": (lambda text: text[: text.index("阿".encode()) + 1], "已损坏"),
    "binary": (lambda _: b"\x89PNG\r\n\x1a\n\x00\xff", "不是申报材料文件"),
    "another encoding": (lambda text: text.decode().encode("gbk"), "不是用 UTF-8 编码保存的"),
    "other JSON": (lambda _: b'{"name": "something else"}', "不是申报材料文件"),
    "a list": (lambda _: b"[1, 2]", "不是申报材料文件"),
    "null": (lambda _: b"null", "不是申报材料文件"),
    "very deep": (deep, "不是申报材料文件"),
    "newer": (
        lambda text: text.replace(b'"schema_version": 1', b'"schema_version": 2'),
        "较新版本",
    ),
    "a wrong type": (lambda text: text.replace(b'"name": "', b'"name": 7, "x": "', 1), "不符合"),
    "an endless number": (
        lambda text: text.replace(b'"pack_version": 1', b'"pack_version": ' + b"9" * 5000),
        "不是申报材料文件",
    ),
    "not a number": (
        lambda text: text.replace(b'"pack_version": 1', b'"pack_version": NaN'),
        "不是申报材料文件",
    ),
    "twice the same entry": (
        lambda text: text.replace(b'"edu": []', b'"edu": [{"id": "a"}, {"id": "a"}]'),
        "重复",
    ),
}


@pytest.mark.parametrize("fault", BAD)
def test_bad_case_files_are_told_in_words(tmp_path: Path, fault: str) -> None:
    damage, sentence = BAD[fault]
    path = tmp_path / "case.json"
    path.write_bytes(damage(TEXT))
    before = prints(tmp_path)
    with pytest.raises(UserError, match=sentence) as caught:
        read_case_file(path)
    told = f"{caught.value} {caught.value.details}"
    assert caught.value.safe
    assert caught.value.todo
    assert not [s for s in SECRETS if s in told]
    assert prints(tmp_path) == before


def test_a_huge_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(casefile, "MAX_TEXT", 1000)
    path = tmp_path / "case.json"
    path.write_bytes(TEXT)
    with pytest.raises(UserError, match="太大"):
        read_case_file(path)


def test_what_is_not_there_or_no_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有找到文件"):
        read_case_file(tmp_path / "case.json")
    (tmp_path / "case.json").mkdir()
    with pytest.raises(UserError, match="没有找到文件"):
        read_case_file(tmp_path / "case.json")


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT)
    assert read_case_file(path).case == a_case()


# ---------------------------------------------------------------------- writing


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_another_encoding_is_named_and_not_guessed(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(dump_case(a_case()).encode(encoding))
    before = path.read_bytes()
    with pytest.raises(UserError, match="UTF-8") as caught:
        read_case_file(path)
    assert "另存为 UTF-8" in caught.value.todo
    assert path.read_bytes() == before


def test_a_key_that_stands_twice_is_named(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    text = dump_case(a_case()).replace('"gender":', '"name": "另一人", "gender":', 1)
    path.write_text(text, "utf-8")
    with pytest.raises(UserError, match="“name”写了两次"):
        read_case_file(path)


def test_an_existing_file_is_not_gone_over_unasked(written: Path) -> None:
    before = prints(written.parent)
    with pytest.raises(UserError, match="已经有一个名为"):
        write_case_file(written, a_case("c2"), CONTENTS.__getitem__)
    assert prints(written.parent) == before


def test_asked_to_it_is_replaced_and_files_no_longer_used_go(written: Path) -> None:
    folder = written.parent / "阿卜杜.files"
    (folder / "note.txt").write_text("somebody's own")
    first = with_files().attachments[:1]
    write_case_file(
        written,
        with_files().model_copy(update={"attachments": first}),
        CONTENTS.__getitem__,
        replace=True,
    )
    assert [a.title for a in read_case_file(written).case.attachments] == ["身份证正面"]
    assert {p.name for p in folder.iterdir()} == {f"{hash_of(FRONT)[:32]}.jpg", "note.txt"}


def test_a_case_without_files_makes_no_folder(tmp_path: Path) -> None:
    write_case_file(tmp_path / "case.json", a_case(), CONTENTS.__getitem__)
    assert [p.name for p in tmp_path.iterdir()] == ["case.json"]


@pytest.mark.parametrize("fails_at", [0, 1, 2])
def test_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    """The disk fills up at each of the writes in turn."""
    write, count = durable.write, iter(range(10))

    def fills_up(path: Path, data: bytes, *, replace: bool = True) -> None:
        if next(count) == fails_at:
            raise OSError(errno.ENOSPC, "no space")
        write(path, data, replace=replace)

    monkeypatch.setattr(durable, "write", fills_up)
    with pytest.raises(UserError, match="磁盘已经写满"):
        write_case_file(tmp_path / "case.json", with_files(), CONTENTS.__getitem__)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fails_at", [0, 1])
def test_a_failed_replacement_leaves_the_old_file(
    written: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    before = prints(written.parent)
    write, count = durable.write, iter(range(10))
    third = b"third"

    def fills_up(path: Path, data: bytes, *, replace: bool = True) -> None:
        if next(count) == fails_at:
            raise OSError(errno.ENOSPC, "no space")
        write(path, data, replace=replace)

    added = Attachment(slot="S05", sha256=hash_of(third), format="png")
    case = with_files().model_copy(update={"attachments": (added,)})
    monkeypatch.setattr(durable, "write", fills_up)
    with pytest.raises(UserError, match="磁盘已经写满"):
        write_case_file(written, case, {hash_of(third): third}.__getitem__, replace=True)
    assert prints(written.parent) == before


def test_a_damaged_attachment_stops_the_writing(tmp_path: Path) -> None:
    def damaged(_sha256: str) -> bytes:
        raise UserError("一个附件文件已损坏。", safe="其他不受影响。", todo="请重新添加。")

    with pytest.raises(UserError, match="已损坏"):
        write_case_file(tmp_path / "case.json", with_files(), damaged)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        write_case_file(tmp_path / "gone" / "case.json", with_files(), CONTENTS.__getitem__)
    assert caught.value.todo
