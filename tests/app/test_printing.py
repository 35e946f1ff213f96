"""One PDF for the printer: what is in it in which order, on which sheets, and what is left."""

import itertools
import random
import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest

from desktop.app.batch import printing
from desktop.app.batch import run as batch
from desktop.app.batch.order import Outcome
from desktop.app.batch.printing import By, How
from desktop.app.batch.work import Piece
from desktop.app.papers.printing import SIDES, Sides
from desktop.documents.pdf import binding
from desktop.documents.printlist import print_list
from desktop.errors import UserError
from tests.app.batching import PARTS, Made, driven, here, ordered, the_sample
from tests.app.bound import PRESS, bookmarks, outcome, page_words, pdf, pictures

POSTED = Piece("publicity", "公示", "文书/01-公示.pdf")
TWICE = Piece("recommendation", "推荐意见", "文书/02-推荐意见.pdf", copies=2, two_sided=True)
REPORT = Piece("report", "检查报告", "检查报告.pdf")
NOW = the_sample().as_of


@pytest.fixture
def people(tmp_path: Path) -> tuple[Outcome, ...]:
    """赵 lacks nothing, 钱 has no 推荐意见, 孙 failed."""
    return (
        outcome(tmp_path, 1, "赵一凡", {POSTED: 2, TWICE: 1, REPORT: 3}),
        outcome(tmp_path, 2, "钱二宝", {POSTED: 1, REPORT: 1}),
        Outcome("case-3", 3, "孙三多", error=UserError("坏了。", safe="", todo="")),
    )


def bound(people: tuple[Outcome, ...], how: How, folder: Path) -> printing.Bound:
    made = printing.bind(people, how, folder / "打印.pdf", now=NOW, press=PRESS)
    assert len(pypdf.PdfReader(made.path, strict=True).pages) == made.pages
    return made


def listed(path: Path) -> str:
    """The first sheet, without the ends of lines."""
    document = pypdfium2.PdfDocument(path)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    return re.sub(r"\s", "", text)


def test_sorted_by_document_with_copies(people: tuple[Outcome, ...], tmp_path: Path) -> None:
    made = bound(people, How(sides="one"), tmp_path)
    assert page_words(made.path) == [
        "打印清单",
        *("赵一凡公示",) * 2,
        "钱二宝公示",
        *("赵一凡推荐意见",) * 2,
        *("赵一凡检查报告",) * 3,
        "钱二宝检查报告",
    ]
    assert (made.pages, made.blanks, made.sheets, made.pieces) == (10, 0, 10, 5)
    assert bookmarks(made.path) == [
        ("打印清单", 1, []),
        ("公示", 2, [("001-赵一凡", 2), ("002-钱二宝", 4)]),
        ("推荐意见", 5, [("001-赵一凡", 5)]),
        ("检查报告", 7, [("001-赵一凡", 7), ("002-钱二宝", 10)]),
    ]


def test_sorted_by_person(people: tuple[Outcome, ...], tmp_path: Path) -> None:
    made = bound(people, How("person", "one"), tmp_path)
    assert [(title, [inner for inner, _ in below]) for title, _, below in bookmarks(made.path)] == [
        ("打印清单", []),
        ("001-赵一凡", ["公示", "推荐意见", "检查报告"]),
        ("002-钱二宝", ["公示", "检查报告"]),
    ]
    assert page_words(made.path)[1:4] == ["赵一凡公示", "赵一凡公示", "赵一凡推荐意见"]


def test_an_empty_back_only_where_the_next_would_begin_on_it(
    people: tuple[Outcome, ...], tmp_path: Path
) -> None:
    made = bound(people, How(sides="both"), tmp_path)
    assert page_words(made.path) == [
        *("打印清单", ""),
        *("赵一凡公示", "赵一凡公示"),
        *("钱二宝公示", ""),
        *("赵一凡推荐意见", "", "赵一凡推荐意见", ""),
        *("赵一凡检查报告", "赵一凡检查报告", "赵一凡检查报告", ""),
        "钱二宝检查报告",
    ]
    assert (made.pages, made.blanks, made.sheets) == (15, 5, 8)
    for _title, _page, below in bookmarks(made.path):
        assert all(page % 2 for _, page in below)


def test_as_the_notice_says(people: tuple[Outcome, ...], tmp_path: Path) -> None:
    some = How(titles=frozenset({"公示", "推荐意见"}))
    made = bound(people, some, tmp_path)
    assert page_words(made.path) == [
        *("打印清单", ""),
        *("赵一凡公示", "", "赵一凡公示", ""),
        *("钱二宝公示", ""),
        *("赵一凡推荐意见", "", "赵一凡推荐意见"),
    ]
    said = listed(made.path)
    assert "公示21（通知未写）单面（通知未写）33" in said
    assert "推荐意见12双面22" in said
    unsaid = bound(people, How(titles=frozenset({"公示"})), tmp_path)
    assert (unsaid.two_sided, unsaid.blanks) == (False, 0)


def test_what_wants_one_side_has_a_sheet_for_each_page(tmp_path: Path) -> None:
    alone = Piece("form", "登记表", "文书/01-登记表.pdf", two_sided=False)
    people = (outcome(tmp_path, 1, "赵一凡", {alone: 2, POSTED: 2}),)
    made = bound(people, How(sides="both"), tmp_path)
    assert page_words(made.path) == [
        *("打印清单", ""),
        *("赵一凡登记表", "", "赵一凡登记表", ""),
        *("赵一凡公示", "赵一凡公示"),
    ]
    assert "登记表11单面22" in listed(made.path).replace("（通知未写）", "")


@pytest.mark.parametrize("by", printing.BY)
@pytest.mark.parametrize("sides", SIDES)
def test_every_piece_is_there_as_often_as_wanted_whatever_there_is(
    by: By, sides: Sides, tmp_path: Path
) -> None:
    chance = random.Random(6)  # noqa: S311
    kinds = [
        Piece(f"k{n}", f"文书{n}", f"文书/{n:02}.pdf", chance.choice((None, 1, 2, 3)), sides)
        for n, sides in enumerate((None, True, False, None))
    ]
    people = tuple(
        outcome(
            tmp_path,
            n,
            f"人员{n}",
            {k: chance.randint(1, 4) for k in kinds if chance.random() < 0.8},
        )
        for n in range(1, 6)
    )
    made = bound(people, How(by, sides), tmp_path)
    words = page_words(made.path)
    for person, piece in itertools.product(people, kinds):
        pages = 0
        if piece in person.pieces:
            assert person.folder is not None
            pages = len(pypdf.PdfReader(person.folder / piece.place).pages) * (piece.copies or 1)
        assert words.count(f"{person.name}{piece.title}") == pages
    assert words.count("") == made.blanks
    assert made.two_sided == (sides != "one")
    assert made.two_sided or not made.blanks
    for turn in range(1, len(words) if made.two_sided else 0, 2):
        # Front and back of a sheet are one piece's, and no back is empty but for a reason.
        front, back = words[turn - 1], words[turn]
        assert back in ("", front)
        alone = any(front.endswith(k.title) for k in kinds if How(by, sides).alone(k))
        assert not (alone and back)


def test_the_pages_are_the_very_same(tmp_path: Path) -> None:
    run = driven(batch.start(Made(), ordered(tmp_path / "出", 2, PARTS - {"packet"}), here()))
    made = printing.bind(
        run.outcomes, How("person", "one"), tmp_path / "打印.pdf", now=NOW, press=PRESS
    )
    pages = iter(pictures(made.path)[1:])
    for person in run.outcomes:
        assert person.folder is not None
        for piece in person.pieces:
            for picture in pictures((person.folder / piece.place).read_bytes()):
                assert next(pages) == picture
    assert next(pages, None) is None


def test_the_first_sheet_says_what_how_often_and_who_is_not_in_it(
    people: tuple[Outcome, ...], tmp_path: Path
) -> None:
    said = listed(bound(people, How(sides="one"), tmp_path).path)
    assert "公示21（通知未写）单面（通知未写）33" in said
    assert "推荐意见12单面（通知要双面）22" in said
    assert "检查报告21（自己看）单面（通知未写）44" in said
    assert "合计299" in said
    assert "没有做成、这里没有的1人：孙三多。" in said
    assert "《推荐意见》没有的1人：002-钱二宝。" in said
    assert "有通知要求双面打印的文书，这一份是按单面排的。" in said
    assert "推荐意见12双面22" in listed(bound(people, How(sides="both"), tmp_path).path)


def test_only_some_documents(people: tuple[Outcome, ...], tmp_path: Path) -> None:
    made = bound(people, How(titles=frozenset({"公示"})), tmp_path)
    assert set(page_words(made.path)) == {"打印清单", "赵一凡公示", "钱二宝公示"}
    assert "推荐意见" not in listed(made.path)


def test_the_viewer_is_told_how_to_print(people: tuple[Outcome, ...], tmp_path: Path) -> None:
    ways: tuple[tuple[Sides, str], ...] = (("both", "/DuplexFlipLongEdge"), ("one", "/Simplex"))
    for sides, name in ways:
        made = bound(people, How(sides=sides), tmp_path)
        root: Any = pypdf.PdfReader(made.path).trailer["/Root"]
        wanted = root["/ViewerPreferences"]
        assert (wanted["/Duplex"], wanted["/PrintScaling"]) == (name, "/None")
        assert made.two_sided == (sides == "both")


def test_copies_and_fonts_alike_are_written_once(tmp_path: Path) -> None:
    many = Piece("pledge", "承诺书", "文书/01-承诺书.pdf", copies=9)
    people = (outcome(tmp_path, 1, "赵一凡", {many: 3}),)
    made = bound(people, How(sides="one"), tmp_path)
    assert people[0].folder is not None
    once = (people[0].folder / many.place).stat().st_size
    front = len(PRESS.pdf(print_list([], [], [])))
    assert made.path.stat().st_size < once + 4 * front


def test_what_was_there_stays_where_a_piece_is_not_ours(
    people: tuple[Outcome, ...], tmp_path: Path
) -> None:
    target = tmp_path / "打印.pdf"
    target.write_bytes(b"before")
    assert people[1].folder is not None
    broken = people[1].folder / POSTED.place
    whole = broken.read_bytes()
    shown = re.findall(rb"/Contents (\d+) 0 R", whole)[0]
    # Its pages can still be counted.
    deep = whole.replace(b"\n%s 0 obj" % shown, b"\n%s 0 job" % shown)
    assert binding.page_count(deep) == 1
    assert deep != whole
    for damage in (b"", b"%PDF-1.7\n", whole[:-400], whole.replace(b" obj", b" job"), deep, None):
        broken.unlink() if damage is None else broken.write_bytes(damage)
        with pytest.raises(UserError, match="002-钱二宝 的《公示》"):
            printing.bind(people, How(), target, now=NOW, press=PRESS)
        assert target.read_bytes() == b"before"
        assert not [path for path in tmp_path.iterdir() if path.name.endswith(".tmp")]


def test_damaged_anywhere_it_is_refused_or_whole() -> None:
    """Whatever byte is turned, nothing but :class:`NotOurs` comes of it, and never a loop."""
    whole = pdf("赵一凡公示", 2)
    chance = random.Random(11)  # noqa: S311
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 40))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            b"".join(
                binding.bound([binding.Part(bytes(data), "")], "", binding.Count(), two_sided=False)
            )
        except binding.NotOurs:
            continue


def test_pages_that_refer_in_circles_are_refused() -> None:
    whole = pdf("赵一凡公示")
    (contents,) = re.findall(rb"/Contents (\d+) 0 R", whole)
    (resources,) = re.findall(rb"/Resources (\d+) 0 R", whole)
    swapped = re.sub(rb"/F1 \d+ 0 R", b"/F1 %s 0 R" % resources, whole)
    assert swapped != whole
    assert contents != resources
    with pytest.raises(binding.NotOurs):
        b"".join(binding.bound([binding.Part(swapped, "")], "", binding.Count(), two_sided=False))


def test_stopped_on_the_way_nothing_is_left(people: tuple[Outcome, ...], tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def going(done: int, _total: int) -> None:
        if done == 3:
            raise Enough

    before = sorted(tmp_path.iterdir())
    with pytest.raises(Enough):
        printing.bind(people, How(), tmp_path / "打印.pdf", now=NOW, press=PRESS, going=going)
    assert sorted(tmp_path.iterdir()) == before


def test_a_place_that_cannot_be_written(people: tuple[Outcome, ...], tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不能写入"):
        printing.bind(people, How(), tmp_path / "没有" / "打印.pdf", now=NOW, press=PRESS)


def test_nothing_to_print(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有可以打印的文书"):
        printing.bind((), How(), tmp_path / "打印.pdf", now=NOW, press=PRESS)


def test_the_name_is_one_that_is_free(tmp_path: Path) -> None:
    first = printing.beside(tmp_path, How(), NOW)
    assert first.name == "打印-按文书-20240724-1730.pdf"
    first.write_bytes(b"")
    assert printing.beside(tmp_path, How(), NOW).name == "打印-按文书-20240724-1730-2.pdf"


def test_memory_does_not_follow_the_number_of_people() -> None:
    """What is held between two people is a few numbers each."""
    data = [pdf(f"人员{n}", 2) for n in range(4)]

    def parts(many: int) -> Iterator[binding.Part]:
        return (binding.Part(data[n % 4], f"{n:04}", "公示") for n in range(many))

    def peak(many: int) -> int:
        tracemalloc.start()
        for _ in binding.bound(parts(many), "", binding.Count(), two_sided=True):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    few, lots = peak(20), peak(220)
    assert (lots - few) / 200 < 4000  # bytes a piece
