"""The sample applicant: complete, in order at her moment, drawn, and nobody."""

import hashlib
import io
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from desktop import paths
from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.samples.sample import Sample, keep_sample, sample
from desktop.domain.check import check
from desktop.domain.entries import check_entries
from desktop.domain.finding import Verdict
from desktop.domain.identity import id_problem, mentions
from desktop.domain.moments import BEIJING, instant
from desktop.domain.notice import Notice
from desktop.domain.wordcount import count
from desktop.errors import UserError
from samples import draw
from samples.applicant import applicant
from tests.storage.keeping import KEYS

HOME = paths.resources() / "samples" / "BM24"


@pytest.fixture(scope="module")
def notice() -> Notice:
    return installed.notice("BM24")


@pytest.fixture(scope="module")
def made_up(notice: Notice) -> Sample:
    return sample(notice)


def test_nothing_is_left_to_do_at_her_moment(notice: Notice, made_up: Sample) -> None:
    case = made_up.brought.case
    findings = (*check(case, notice, made_up.as_of), *check_entries(case, made_up.as_of))
    assert len(findings) >= len(notice.rules)
    found = {f.rule: f.verdict for f in findings}
    fine = {Verdict.PASS, Verdict.NA, Verdict.INFO}
    assert {rule: verdict for rule, verdict in found.items() if verdict not in fine} == {
        "BM24.time.online": Verdict.OPEN,
        "BM24.time.audit": Verdict.OPEN,
        "BM24.fee.time": Verdict.LATER,
        "BM24.fee.review": Verdict.OPEN,
    }


def test_her_moment_lies_within_the_notice_s_dates(notice: Notice, made_up: Sample) -> None:
    online = next(d for d in notice.deadlines if d.id == "online")
    start, end = instant(online.start or ""), instant(online.end or "")
    assert start is not None
    assert end is not None
    assert start.first < made_up.as_of < end.last


def test_she_is_nobody(made_up: Sample) -> None:
    person = made_up.brought.case.person
    assert person.id_no.startswith("659901")
    assert id_problem(person.id_no) is None
    text = (HOME / "case.json").read_text("utf-8")
    assert set(re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", text)) <= {
        f"199000000{n:02}" for n in range(100)
    }


def test_her_summary_is_long_enough_and_names_nobody(notice: Notice, made_up: Sample) -> None:
    case = made_up.brought.case
    words = count(case.summary.text)
    assert notice.summary.min is not None
    assert notice.summary.max is not None
    assert notice.summary.min <= words.low <= words.high <= notice.summary.max
    assert mentions(case.summary.text, case) == ()
    assert all(topic in case.summary.text for topic in notice.summary.topics)


def test_every_scan_is_there_and_small(made_up: Sample) -> None:
    case = made_up.brought.case
    assert made_up.brought.left_out == ()
    sizes = []
    for attachment in case.attachments:
        data = made_up.brought.file_of(attachment.sha256)
        assert hashlib.sha256(data).hexdigest() == attachment.sha256
        image = Image.open(io.BytesIO(data))
        assert (image.format, image.size) == ("JPEG", (attachment.width, attachment.height))
        sizes.append(len(data))
    assert max(sizes) <= 150_000
    assert sum(sizes) <= 6_000_000
    assert len(list((HOME / "scans").iterdir())) == len(case.attachments)


def test_the_script_draws_her_again_to_the_byte(notice: Notice, made_up: Sample) -> None:
    case = made_up.brought.case
    assert case.model_copy(update={"attachments": ()}) == applicant(notice)
    scans = list(draw.scans(applicant(notice), notice))
    assert len(scans) == len(case.attachments)
    for number in (1, 3, 21, len(scans)):
        name, data, entry = draw.scanned(applicant(notice), notice, number, scans[number - 1])
        assert (HOME / "scans" / name).read_bytes() == data
        assert entry == case.attachments[number - 1]


def test_she_can_be_kept_in_the_library_again_and_again(notice: Notice, tmp_path: Path) -> None:
    moment = instant("2024-07-24T17:30")
    assert moment is not None
    desk = Desk.open(tmp_path / "library", installed.notice, lambda: moment.first, KEYS)
    ids = {keep_sample(desk, notice) for _ in range(2)}
    assert {row.case_id for row in desk.rows()} == ids
    assert len(ids) == 2
    desk.close()


def test_a_notice_without_a_sample_says_so(notice: Notice, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有附带样例"):
        sample(notice, tmp_path)


@pytest.mark.parametrize("about", ["", "[]", "{}", '{"as_of": "bald"}', '{"as_of": 7}'])
def test_a_damaged_sample_says_so(notice: Notice, tmp_path: Path, about: str) -> None:
    shutil.copytree(HOME, tmp_path / "BM24")
    (tmp_path / "BM24" / "about.json").write_text(about, "utf-8")
    with pytest.raises(UserError, match="样例不完整"):
        sample(notice, tmp_path)


def test_her_moment_is_beijing_time(made_up: Sample) -> None:
    assert made_up.as_of.utcoffset() == BEIJING.utcoffset(None)
