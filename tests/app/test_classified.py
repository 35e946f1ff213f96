"""涉密: nothing goes out where the notice forbids it, or before 脱密 is on record."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app.notices.installed import notice as load_notice
from desktop.app.packet import making
from desktop.app.packet.classified import withheld
from desktop.app.papers.press import Press
from desktop.app.samples.sample import sample
from desktop.domain.case import Attachment, Case
from desktop.domain.notice import Notice
from desktop.errors import UserError


@pytest.fixture(scope="module")
def case() -> Case:
    return sample(load_notice("BM24")).brought.case


def under(terms: str | None) -> Notice:
    notice = load_notice("BM24")
    files = notice.files.model_copy(update={"classified": terms})
    return notice.model_copy(update={"files": files})


def with_file(case: Case, **said: object) -> Case:
    file = Attachment.model_validate({"slot": "职称证书"} | said)
    return case.model_copy(update={"attachments": (file,)})


def with_item(case: Case, **said: object) -> Case:
    item = case.items[0].model_copy(update=said)
    return case.model_copy(update={"items": (item, *case.items[1:])})


@pytest.mark.parametrize(
    ("terms", "said", "out"),
    [
        ("forbidden", {"classified": True}, False),
        ("forbidden", {"classified": True, "declassified_by": "保密办"}, False),
        ("forbidden", {"classified": False}, True),
        ("forbidden", {}, True),
        ("declassified", {"classified": True}, False),
        ("declassified", {"classified": True, "declassified_by": " "}, False),
        ("declassified", {"classified": True, "declassified_by": "保密办"}, True),
        ("declassified", {"classified": None}, True),
        (None, {"classified": True}, True),
    ],
)
def test_what_may_go_out(case: Case, terms: str | None, said: dict[str, object], out: bool) -> None:
    for changed in (with_file(case, **said), with_item(case, **said)):
        assert (withheld(changed, under(terms)) is None) is out


def test_it_is_said_which_and_what_to_do(case: Case) -> None:
    told = withheld(with_file(case, classified=True, title="实施方案"), under("forbidden"))
    assert told is not None
    assert told.happened.startswith("“实施方案”标为涉密")
    assert "严禁上传" in told.happened
    told = withheld(with_file(case, classified=True), under("declassified"))
    assert told is not None
    assert "脱密" in told.todo


def test_the_packet_is_not_begun(case: Case, tmp_path: Path) -> None:
    secret = with_file(case, classified=True, sha256="a" * 64, format="jpg")

    def untouched(sha256: str) -> bytes:
        raise AssertionError(sha256)

    notice = under("forbidden")
    now = sample(load_notice("BM24")).as_of
    plan = making.plan(secret, notice, (), untouched, Press.bundled(), now=now)
    assert plan.withheld is not None
    assert not plan.complete
    assert plan.missing[0] == plan.withheld.happened
    with pytest.raises(UserError, match="涉密"):
        making.write(plan, tmp_path / "out", now)
    assert list(tmp_path.iterdir()) == []
