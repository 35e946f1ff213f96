"""Copies for the printer: the words of the notice, what is asked for, nothing covered or lost."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from desktop.app.notices import installed
from desktop.app.papers.press import Press
from desktop.app.review import stamped_copies
from desktop.domain.case import Attachment, Case
from desktop.domain.notice import Notice
from desktop.domain.scans import Correction
from desktop.errors import UserError
from tests.app.scanned import Shelf, box, page, scan, with_files
from tests.documents.reading import by_pdfium

LC22 = installed.notice("LC22")
WORDS = "已审核，与原件相符"


@pytest.fixture(scope="module")
def press() -> Press:
    return Press.bundled()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def card(shade: int) -> bytes:
    """The side of an ID card as a scanner has it at 300 dots an inch."""
    out = io.BytesIO()
    Image.new("RGB", (1012, 638), (shade, 230, 240)).save(out, "JPEG", dpi=(300, 300))
    return out.getvalue()


def blank(notice: Notice = LC22) -> Case:
    return Case(case_id="c1", pack_id=notice.id, pack_version=notice.version)


def of(shelf: Shelf, slot: str, data: bytes, **more: object) -> Attachment:
    made = shelf.put(data, slot=slot, id=slot[:2].encode().hex())
    return made.model_copy(update=more)


def pixels(pdf: bytes, number: int = 0) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[number]
    drawn: Image.Image = sheet.render(scale=1).to_pil().convert("RGB")
    sheet.close()
    document.close()
    return drawn


def shade(drawn: Image.Image, y: int) -> int:
    """How much red there is in the middle of the sheet, at that height."""
    return drawn.getchannel("R").tobytes()[y * drawn.width + drawn.width // 2]


def test_the_words_are_the_notices(shelf: Shelf, press: Press) -> None:
    words = stamped_copies.stamp(LC22)
    assert words.text == LC22.wording["copy_stamp"] == WORDS
    assert words.source is not None
    assert words.source.clause == "2、（七）"
    case = with_files(blank(), of(shelf, "现职称证书", scan()), of(shelf, "聘书", scan(240)))
    ids = [one.id for one in case.attachments]
    made = stamped_copies.make(case, LC22, ids, shelf.file, press)
    assert made.pages == 2
    assert [said.count(WORDS) for said in by_pdfium(made.pdf)] == [1, 1]
    assert made.left_out == ()


@pytest.mark.parametrize("pack", ["BM24", "GT23", "ZZ23", "GJ21"])
def test_where_nothing_is_prescribed_the_usual_words_are_said_to_be_ours(pack: str) -> None:
    words = stamped_copies.stamp(installed.notice(pack))
    assert (words.text, words.source) == (WORDS, None)
    assert not stamped_copies.prescribed(installed.notice(pack))


def test_how_many_copies_the_notice_wants_of_what() -> None:
    wanted = {
        slot.id: stamped_copies.copies_of(Attachment(slot=slot.id), LC22) for slot in LC22.slots
    }
    assert {slot for slot, n in wanted.items() if n == 1} == {
        "身份证正面",
        "身份证反面",
        "学历学位证书",
        "年度考核登记表",
        "年度考核定等文件",
        "现职称证书",
        "奖励证书",
    }
    assert set(wanted.values()) == {0, 1}
    assert stamped_copies.copies_of(Attachment(slot="没有这个栏目"), LC22) == 0


def test_as_many_copies_as_the_notice_wants(shelf: Shelf, press: Press) -> None:
    papers = tuple(
        one.model_copy(update={"copies": 3}) if one.id == "title_certificate" else one
        for one in LC22.papers
    )
    notice = LC22.model_copy(update={"papers": papers})
    case = with_files(blank(), of(shelf, "现职称证书", scan()), of(shelf, "聘书", scan(240)))
    ids = [one.id for one in case.attachments]
    assert stamped_copies.make(case, notice, ids, shelf.file, press).pages == 4


def test_only_what_was_chosen_in_the_order_of_the_platform(shelf: Shelf, press: Press) -> None:
    scans = {slot: of(shelf, slot, scan(n)) for n, slot in
             ((250, "聘书"), (100, "现职称证书"), (180, "学历学位证书"))}  # fmt: skip
    case = with_files(blank(), *scans.values())
    chosen = [scans["聘书"].id, scans["学历学位证书"].id]
    made = stamped_copies.make(case, LC22, chosen, shelf.file, press)
    assert [shade(pixels(made.pdf, number), 60) for number in range(made.pages)] == [180, 250]
    names = [one.attachment.slot for one in stamped_copies.choices(case, LC22)]
    assert names == ["学历学位证书", "现职称证书", "聘书"]


def test_both_sides_of_a_card_stand_on_one_sheet_in_their_size(shelf: Shelf, press: Press) -> None:
    front = of(shelf, "身份证正面", card(200), dpi=300)
    back = shelf.put(card(90), slot="身份证反面", id="back", dpi=300)
    made = stamped_copies.make(
        with_files(blank(), back, front), LC22, [front.id, "back"], shelf.file, press
    )
    assert made.pages == 1
    drawn = pixels(made.pdf)
    assert by_pdfium(made.pdf)[0].count(WORDS) == 1
    assert shade(drawn, 60) == pytest.approx(200, abs=6)
    assert shade(drawn, 260) == pytest.approx(90, abs=6)


def test_pages_go_in_put_right_and_with_nothing_covered(shelf: Shelf, press: Press) -> None:
    turned = page("是", box(), correction=Correction(turns=1))
    one = of(shelf, "现职称证书", scan(), scans=(turned,))
    made = stamped_copies.make(with_files(blank(), one), LC22, [one.id], shelf.file, press)
    document = pypdfium2.PdfDocument(made.pdf)
    (picture,) = (o for o in document[0].get_objects() if o.type == 3)
    left, bottom, right, top = picture.get_bounds()
    assert right - left > top - bottom
    drawn = pixels(made.pdf)
    black = sum(
        1
        for shade in drawn.convert("L")
        .crop((int(left), 842 - int(top), int(right), 842 - int(bottom)))
        .tobytes()
        if shade < 20
    )
    assert black == 0
    document.close()


def test_one_that_cannot_be_opened_is_named_and_the_rest_is_made(
    shelf: Shelf, press: Press
) -> None:
    good = of(shelf, "现职称证书", scan())
    bad = of(shelf, "聘书", b"no picture at all", title="聘书 2019")
    secret = shelf.put(scan(99), slot="聘任文件", id="s", title="任职文件", classified=True)
    gone = Attachment(id="g", slot="学籍材料", title="学籍材料")
    case = with_files(blank(), good, bad, secret, gone)
    ids = [one.id for one in case.attachments]
    made = stamped_copies.make(case, LC22, ids, shelf.file, press)
    assert made.pages == 1
    assert len(made.left_out) == 3
    told = "\n".join(made.left_out)
    assert "聘书 2019" in told
    assert "任职文件”没有印：它标为涉密" in told
    assert "学籍材料”没有印：它没有文件" in told
    with pytest.raises(UserError, match="没有一份能印出来") as refused:
        stamped_copies.make(case, LC22, [bad.id], shelf.file, press)
    assert "聘书 2019" in refused.value.details[0]
    with pytest.raises(UserError, match="还没有选"):
        stamped_copies.make(case, LC22, [], shelf.file, press)


def test_progress_is_told_and_may_stop_it(shelf: Shelf, press: Press) -> None:
    case = with_files(blank(), of(shelf, "现职称证书", scan()), of(shelf, "聘书", scan(240)))
    told: list[tuple[int, int]] = []

    class Stopped(Exception):
        pass

    def progress(done: int, total: int, _name: str) -> None:
        told.append((done, total))
        if done:
            raise Stopped

    ids = [one.id for one in case.attachments]
    with pytest.raises(Stopped):
        stamped_copies.make(case, LC22, ids, shelf.file, press, progress=progress)
    assert told == [(0, 2), (1, 2)]


def test_the_same_gives_the_same_bytes(shelf: Shelf, press: Press) -> None:
    case = with_files(blank(), of(shelf, "现职称证书", scan()))
    ids = [one.id for one in case.attachments]
    once, again = (stamped_copies.make(case, LC22, ids, shelf.file, press) for _ in range(2))
    assert once == again
