"""Looking at scans: read once, kept, and what the person has done stays."""

from __future__ import annotations

import hashlib
from functools import cache

import pytest

from desktop import paths
from desktop.app.notices.installed import notice as notice_of
from desktop.app.samples.sample import sample as sample_of
from desktop.app.scans import masking
from desktop.app.scans.scanned import outdated, pages_left, waiting, with_found
from desktop.app.scans.scanning import Geometry, Looking, Scanner, kinds_in, looking_for
from desktop.domain.case import Attachment, Case, MaskPlan
from desktop.domain.scans import Correction, MaskBox, MaskKind, ScanPage
from desktop.errors import UserError
from desktop.imaging import raster
from desktop.imaging.pictures import Picture
from desktop.imaging.proposals import Subject
from desktop.imaging.reading import Reader

SAMPLE = paths.resources() / "samples" / "BM24"


@cache
def sample() -> Case:
    return sample_of(notice_of("BM24")).brought.case


class Drawer:
    """Keeps readings, and knows how many came."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def reading(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def keep_reading(self, key: str, body: bytes) -> None:
        assert key not in self.kept
        self.kept[key] = body


class NoReader(Reader):
    """A recogniser that must not be asked."""

    def read(self, upright: object, areas: object = None) -> tuple[object, ...]:  # type: ignore[override]
        raise AssertionError("read twice")


def attachment(scan: str, slot: str = "职称证书") -> tuple[Attachment, bytes]:
    data = (SAMPLE / "scans" / scan).read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    return Attachment(id="a1", slot=slot, sha256=sha256, format="jpg", pages=1), data


def test_a_page_is_opened_and_read_once_whoever_is_looked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = []

    def page(data: bytes, number: int) -> Picture:
        opened.append(number)
        return decoded(data, number)

    decoded = raster.page
    monkeypatch.setattr(raster, "page", page)
    case, notice = sample(), notice_of("BM24")
    file, data = attachment("10-title.jpg")
    drawer = Drawer()
    looking = looking_for(file, case, notice)
    found = Scanner(drawer).examine(data, file, 0, looking)
    assert (found.width, found.height) == (1754, 1240)
    assert (found.correction.corners, found.correction.turns) == (None, 0)
    assert "name" in {box.kind for box in found.boxes}
    assert found.read_for == looking.key
    assert len(drawer.kept) == 1
    assert opened == [0]
    again = Scanner(drawer, NoReader()).examine(data, file, 0, Looking(looking.subject, ()))
    assert again.boxes == ()
    assert again.faults == found.faults


class Tripping(Reader):
    """A recogniser that comes to grief."""

    def read(self, upright: object, areas: object = None) -> tuple[object, ...]:  # type: ignore[override]
        raise IndexError("nothing like it was ever seen")


def test_a_page_beyond_us_is_told_and_keeps_no_other_from_being_looked_at() -> None:
    case, notice = sample(), notice_of("BM24")
    file, data = attachment("10-title.jpg")
    with pytest.raises(UserError, match="第 1 页"):
        Scanner(Drawer(), Tripping()).examine(data, file, 0, looking_for(file, case, notice))


def test_what_was_kept_in_another_form_is_read_anew() -> None:
    file, data = attachment("10-title.jpg")
    nobody = Looking(Subject("", "", ()), ())
    for torn in (b"", b"{", b'{"width": 3}', b"[]", b"\xff\xfe"):

        class Torn(Drawer):
            def reading(self, key: str, body: bytes = torn) -> bytes:
                return body

        class Quick(Reader):
            def read(self, upright: object, areas: object = None) -> tuple[object, ...]:  # type: ignore[override]
                return ()

        page = Scanner(Torn(), Quick()).examine(data, file, 0, nobody, Correction())
        assert page.width > 0


@pytest.mark.parametrize(
    "pack, slot, kinds",
    [
        ("BM24", "职称证书", ("name", "unit", "seal", "eyes")),
        ("BM24", "一寸免冠照片", ()),
        ("LC22", "现职称证书", ("name",)),
        ("ZZ23", "现职称证书", ()),
        ("GJ21", "职称证书", ()),
        ("BM24", "没有这一栏", ()),
    ],
)
def test_what_is_covered_comes_from_the_notice(
    pack: str, slot: str, kinds: tuple[MaskKind, ...]
) -> None:
    assert kinds_in(Attachment(id="a", slot=slot), notice_of(pack)) == kinds


def test_units_of_before_are_looked_for_on_papers_of_before() -> None:
    case, notice = sample(), notice_of("BM24")
    now = Attachment(id="a", slot="职称证书")
    then = now.model_copy(update={"previous_employer": True})
    assert set(looking_for(now, case, notice).subject.units) == {
        case.unit.name,
        *case.unit.aliases,
    }
    earlier = {work.unit for work in case.work}
    assert earlier <= set(looking_for(then, case, notice).subject.units)
    assert case.person.name not in looking_for(now, case, notice).subject.others


BOX = MaskBox(kind="name", quad=((0, 0), (10, 0), (10, 10), (0, 10)))
SAME = BOX.model_copy(update={"quad": ((1, 1), (9, 1), (9, 9), (1, 9))})
OTHER = BOX.model_copy(update={"quad": ((50, 0), (60, 0), (60, 10), (50, 10))})
MINE = BOX.model_copy(update={"confirmed": True, "why": ""})


@pytest.mark.parametrize(
    "old, new, boxes",
    [
        (ScanPage(), ScanPage(boxes=(BOX,)), (BOX,)),
        (ScanPage(boxes=(BOX,)), ScanPage(boxes=(OTHER,)), (OTHER,)),
        (ScanPage(boxes=(MINE,)), ScanPage(boxes=(SAME, OTHER)), (MINE, OTHER)),
        (ScanPage(decision="是", boxes=(MINE,)), ScanPage(boxes=(OTHER,)), (MINE,)),
        (ScanPage(decision="否"), ScanPage(boxes=(OTHER,)), ()),
    ],
)
def test_what_the_person_has_done_stays(
    old: ScanPage, new: ScanPage, boxes: tuple[MaskBox, ...]
) -> None:
    file = Attachment(id="a", slot="职称证书", scans=(old,))
    assert with_found(file, 0, new).scans[0].boxes == boxes


def test_pages_come_one_by_one_and_the_plan_waits_for_the_last() -> None:
    file = Attachment(id="a", slot="职称证书", pages=4, scans=(ScanPage(width=5, decision="否"),))
    some = with_found(file, 2, ScanPage(width=9, boxes=(OTHER,)))
    assert [page.width for page in some.scans] == [5, 0, 9]
    decided = tuple(page.model_copy(update={"decision": "否"}) for page in some.scans)
    three = some.model_copy(update={"scans": decided})
    assert masking.with_page(three, 0, decided[0]).mask.decision == ""
    four = with_found(three, 3, ScanPage(width=5))
    assert masking.with_page(four, 3, ScanPage(width=5, decision="是")).mask.decision == "是"


def test_only_pages_nobody_looked_at_are_left() -> None:
    case, notice = sample(), notice_of("BM24")
    file = Attachment(id="a", slot="职称证书", pages=4)
    key = looking_for(file, case, notice).key
    pages = (ScanPage(read_for=key), ScanPage(), ScanPage(read_for="old", decision="否"))
    seen = file.model_copy(update={"scans": pages})
    assert pages_left(seen, case, notice) == (1, 3)
    assert outdated(seen, case, notice) == (2,)
    assert masking.renamed(seen, case, notice).startswith("第 3 页")
    by_hand = seen.model_copy(update={"scans": (ScanPage(decision="是"),)})
    assert masking.renamed(by_hand, case, notice) == ""


def test_a_page_that_cannot_be_read_still_has_its_size() -> None:
    _, data = attachment("10-title.jpg")
    page = Scanner(Drawer(), NoReader()).unread(data, 0)
    assert page == ScanPage(width=1754, height=1240)
    assert Scanner(Drawer(), NoReader()).unread(data[:40], 0) is None


def test_who_waits_to_be_looked_at() -> None:
    notice = notice_of("BM24")
    file, _ = attachment("10-title.jpg")
    case = sample().model_copy(update={"attachments": (file,)})
    assert list(waiting(case, notice)) == [file]
    answered = file.model_copy(update={"mask": MaskPlan(decision="否")})
    assert list(waiting(case.model_copy(update={"attachments": (answered,)}), notice)) == []
    key = looking_for(file, case, notice).key
    seen = file.model_copy(update={"scans": (ScanPage(read_for=key),)})
    case = case.model_copy(update={"attachments": (seen,)})
    assert list(waiting(case, notice)) == []
    renamed = case.person.model_copy(update={"name": "王小明"})
    assert list(waiting(case.model_copy(update={"person": renamed}), notice)) == [seen]
    decided = seen.model_copy(update={"scans": (ScanPage(decision="否"),)})
    case = case.model_copy(update={"attachments": (decided,), "person": renamed})
    assert list(waiting(case, notice)) == []
    two = seen.model_copy(update={"pages": 2})
    assert list(waiting(case.model_copy(update={"attachments": (two,)}), notice)) == [two]


def test_places_go_to_the_upright_page_and_back() -> None:
    page = ScanPage(width=400, height=300, correction=Correction(turns=1, skew=0.0))
    seen = Geometry(page)
    assert (seen.width, seen.height) == (300, 400)
    quad = ((10.0, 20.0), (60.0, 20.0), (60.0, 40.0), (10.0, 40.0))
    assert seen.to_view(quad)[0] == (280.0, 10.0)
    assert seen.to_stored(seen.to_view(quad)) == quad
