"""The next thing to do, from an empty case to its result: always one, and it leads on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.app.library import Desk
from desktop.app.notices.installed import notice
from desktop.app.platform.copying import Copying
from desktop.app.platform.ticks import things
from desktop.app.proofreading.form import form
from desktop.app.samples.sample import sample
from desktop.app.session import Session
from desktop.app.tasks import marks
from desktop.app.tasks.following import Next, following
from desktop.app.tasks.listing import listing
from desktop.app.tasks.required import Required
from desktop.app.tasks.steps import steps
from desktop.domain.case import Remark, Return, Submission
from desktop.domain.finding import Verdict
from tests.storage.keeping import KEYS
from tests.ui.hands import Clock, open_session
from tests.whole import PACKS


@pytest.fixture
def ready(tmp_path: Path) -> Iterator[Session]:
    """The made-up applicant: nothing of the form is open."""
    made_up = sample(notice("BM24"))
    desk = Desk.open(tmp_path / "library", notice, Clock(made_up.as_of), KEYS)
    yield desk.session(desk.add(made_up.brought.case, made_up.brought.file_of))
    desk.library.close()


def coming(session: Session) -> Next:
    return following(session, Required(session))


def read(session: Session) -> None:
    marks.note(session, read=marks.of_form(form(session.case, session.notice, session.findings)))


def pack(session: Session) -> None:
    marks.note(session, packet=marks.of_case(session.case))


def copy(session: Session) -> None:
    copying = Copying(session)
    copying.tick([one for column in copying.columns for one in things(column)], on=True)


def submit(session: Session, at: str = "2024-07-24T18:00") -> None:
    session.set("track.first_submit_at", at)
    session.insert("track.submits", Submission(at=at, to="单位"))


@pytest.mark.parametrize("pack_id", PACKS)
def test_a_new_case_begins_with_the_first_thing_of_the_first_page(
    tmp_path: Path, pack_id: str
) -> None:
    session = open_session(tmp_path, pack=pack_id)
    first = coming(session)
    assert first.finding is not None
    assert first.where == "form"
    assert first.page == "notice"
    assert first.said.startswith(first.finding.say)


def test_what_is_wrong_comes_before_what_is_missing_on_the_same_page(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    session.set("apply.level", "高级")
    first = coming(session)
    assert first.finding is not None
    assert (first.finding.rule, first.finding.verdict) == ("BM24.level.mid_junior", Verdict.FAIL)


def test_the_way_out_is_read_packed_copied_and_recorded(ready: Session) -> None:
    said = []
    for done in (read, pack, copy):
        said.append(coming(ready).label)
        done(ready)
    said.append(coming(ready).label)
    assert said == ["通读核对", "生成材料包", "抄录到平台", "记一笔：已提交"]
    # What was changed since is read and packed again.
    ready.set("person.phone", "19900000099")
    assert coming(ready).act == "read"


def test_a_tick_or_a_record_makes_no_packet_old(ready: Session) -> None:
    pack(ready)
    ready.tick("known:r:why", True)
    ready.set("track.registered_at", "2024-07-11T10:00")
    kept = marks.load(ready.library.memory, ready.case.case_id)
    assert kept.packet == marks.of_case(ready.case)
    ready.set("person.phone", "19900000099")
    assert kept.packet != marks.of_case(ready.case)


def test_what_wants_to_be_read_is_asked_for_before_anything_goes_out(ready: Session) -> None:
    ready.set("pub.end", "2024-07-18")
    first = coming(ready)
    assert (first.act, first.label) == ("look", "看看请留意的（1）")
    finding = Required(ready).left("look")[0]
    ready.tick(f"known:{finding.rule}:{finding.reason}", True)
    assert coming(ready).act == "read"


def test_once_it_is_out_the_next_date_is_told(ready: Session) -> None:
    submit(ready)
    first = coming(ready)
    assert (first.label, first.act) == ("下一个日期：8月10日", "tracking")
    assert "审核材料截止" in first.said


def test_a_return_leads_to_its_first_open_remark_then_to_submitting_again(
    ready: Session,
) -> None:
    submit(ready)
    remarks = (
        Remark(id="a", text="手机号不对", path="person.phone"),
        Remark(id="b", text="请认真核对"),
    )
    ready.insert("track.returns", Return(id="r", at="2024-07-24T09:00", by="单位", remarks=remarks))
    first = coming(ready)
    assert (first.label, first.page, first.path) == ("改退回意见（2）", "basic", "person.phone")
    ready.set("track.returns.r.remarks.a.resolved_at", "2024-07-24T10:00")
    assert (coming(ready).label, coming(ready).act) == ("改退回意见（1）", "tracking")
    ready.set("track.returns.r.remarks.b.resolved_at", "2024-07-24T10:00")
    assert coming(ready).act == "resubmitted"
    ready.set("track.returns.r.resubmitted_at", "2024-07-24T10:00")
    assert coming(ready).act == "tracking"


def test_after_the_review_it_is_paid_in_its_time_and_then_all_is_over(ready: Session) -> None:
    clock: Any = ready._clock
    submit(ready)
    ready.set("track.passed_at", "2024-07-24T20:00")
    assert coming(ready).label == "下一个日期：8月12日"
    clock.pass_by(20 * 86400)
    assert (coming(ready).label, coming(ready).act) == ("记一笔：已缴费", "paid")
    ready.set("track.paid_at", "2024-08-13T10:00")
    assert coming(ready).act == "tracking"
    ready.set("track.result", "通过")
    assert coming(ready).where == "over"


def test_the_list_has_every_task_once_and_each_in_one_state(ready: Session) -> None:
    found = listing(ready, Required(ready))
    rules = [finding.rule for group in found for finding, _ in group.findings]
    assert sorted(rules) == sorted(f.rule for f in ready.findings if f.verdict is not Verdict.INFO)
    last = found[-1]
    assert [step.act for step in last.steps] == [
        "read", "packet", "copy", "submitted", "passed", "paid", "result",
    ]  # fmt: skip
    submit(ready)
    assert listing(ready, Required(ready))[0].page == last.page
    states = [state for _, state in last.findings]
    assert states == sorted(states, key=["fix", "open", "look", "done", "rest"].index)


def test_before_the_form_is_done_nothing_of_the_way_out_is_demanded(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    assert {step.state for step in steps(session, complete=False)} == {"rest"}


def test_what_is_kept_and_cannot_be_read_is_nothing(ready: Session) -> None:
    ready.library.memory.put(f"tasks/{ready.case.case_id}", {"read": ["?"]})
    assert marks.load(ready.library.memory, ready.case.case_id) == marks.Marks()
