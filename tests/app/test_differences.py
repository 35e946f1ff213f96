"""What is different between two notices, and what moving a case to another version changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from desktop.app.findings.rule_words import FACTS, OPERATIONS, PARAMETERS
from desktop.app.library import Desk
from desktop.app.notices.differences import differences
from desktop.app.notices.installed import notice
from desktop.domain.case import Attachment
from desktop.domain.conditions import FactName
from desktop.domain.notice import Notice
from desktop.domain.operations import Check
from desktop.notices.shelf import NotInstalled
from tests.storage.keeping import KEYS, FakeClock

OLD = notice("BM24")


def told(new: Notice) -> dict[str, tuple[str, ...]]:
    return {group.title: group.sentences for group in differences(OLD, new)}


def changed(**update: object) -> Notice:
    return OLD.model_copy(update=update)


def test_the_same_has_no_differences() -> None:
    assert differences(OLD, OLD) == ()


def test_order_is_no_difference() -> None:
    masking = OLD.masking.model_copy(update={"kinds": OLD.masking.kinds[::-1]})
    new = changed(
        levels=OLD.levels[::-1],
        types=OLD.types[::-1],
        rules=OLD.rules[::-1],
        slots=OLD.slots[::-1],
        columns=OLD.columns[::-1],
        deadlines=OLD.deadlines[::-1],
        fees=OLD.fees[::-1],
        documents=OLD.documents[::-1],
        masking=masking,
    )
    assert told(new) == {}


def test_dates_and_numbers() -> None:
    online = OLD.deadlines[0].model_copy(update={"end": "2024-08-05"})
    new = changed(deadlines=(online, *OLD.deadlines[1:]), return_hours=48)
    sentences = told(new)["日期与数字"]
    assert [s.partition("：")[0] for s in sentences] == ["网上申报", "退回后多久改好"]
    assert "7 月 30 日" in sentences[0]
    assert "8 月 5 日" in sentences[0]


def test_rules_that_come_go_and_change() -> None:
    first, second, third, *rest = OLD.rules
    softer = second.model_copy(update={"severity": "warn"})
    check = third.check.model_copy(update={"least": 6})
    shorter = third.model_copy(update={"check": check})
    new_one = first.model_copy(update={"id": "BM24.new.one", "say": "新的一条"})
    sentences = told(changed(rules=(softer, shorter, *rest, new_one)))["规则"]
    assert f"改变：“{second.say}”：轻重由“不符合就不能提交”改为“只提醒”。" in sentences
    assert f"改变：“{third.say}”：至少由“12”改为“6”。" in sentences
    assert f"增加：新的一条（依据 {first.clause}）。" in sentences
    assert f"删去：{first.say}。" in sentences
    assert len(sentences) == 4


def test_rules_are_the_same_in_another_pack() -> None:
    renamed = tuple(r.model_copy(update={"id": r.id.replace("BM24.", "BM25.")}) for r in OLD.rules)
    assert told(changed(id="BM25", rules=renamed)) == {}


def test_slots_texts_and_masks() -> None:
    slot = OLD.slot("年度考核表").model_copy(update={"parts": ("正面",)})
    slots = tuple(slot if s.id == slot.id else s for s in OLD.slots[:-1])
    wording = OLD.wording | {"pledge": OLD.wording["pledge"].replace("3年", "5年")}
    masking = OLD.masking.model_copy(update={"kinds": ("name",)})
    found = told(changed(slots=slots, wording=wording, masking=masking))
    assert found["附件栏目"] == (
        "“年度考核表”：各页由“正面”、“反面”改为“正面”。",
        f"删去“{OLD.slots[-1].title}”。",
    )
    assert found["固定文字"] == (
        "“pledge”有改动：原来是“…3年内不得申报专业技…”，现在是“…5年内不得申报专业技…”。",
    )
    assert any("由“本人姓名、工作单位" in s for s in found["遮盖和文件"])


def test_every_check_parameter_and_fact_has_a_name() -> None:
    models = get_args(get_args(Check)[0])
    assert {get_args(m.model_fields["op"].annotation)[0] for m in models} == set(OPERATIONS)
    assert {key for model in models for key in model.model_fields} == set(PARAMETERS)
    assert set(get_args(FactName)) == set(FACTS)


# ------------------------------------------------------------------- moving a case


class Shelf:
    """Two versions of BM24, either of which may be gone."""

    def __init__(self) -> None:
        first, *rest = OLD.rules
        harder = first.model_copy(update={"id": "BM24.new.one", "say": "新的一条"})
        second = changed(version=2, rules=(*rest, harder), slots=OLD.slots[1:])
        self.versions = {1: OLD, 2: second}

    def __call__(self, pack_id: str, version: int | None = None, /) -> Notice:
        wanted = max(self.versions) if version is None else version
        if pack_id != "BM24" or wanted not in self.versions:
            raise NotInstalled("没有。", safe="没有变。", todo="请装。")
        return self.versions[wanted]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def desk(tmp_path: Path, shelf: Shelf) -> Iterator[Desk]:
    opened = Desk.open(tmp_path / "desk", shelf, FakeClock(), KEYS)
    yield opened
    opened.close()


def begun(desk: Desk) -> str:
    session = desk.new_case(OLD)
    session.attach([(Attachment(slot=OLD.slots[0].id, title="身份证"), b"scan")])
    return session.case.case_id


def test_a_case_opens_in_its_own_version_until_it_is_moved(desk: Desk) -> None:
    case_id = begun(desk)
    assert desk.session(case_id).notice.version == 1
    newer = desk.newer(case_id)
    assert newer is not None
    assert newer.version == 2
    desk.move(case_id)
    assert desk.session(case_id).notice.version == 2
    assert desk.newer(case_id) is None
    desk.session(case_id).undo()
    assert desk.session(case_id).notice.version == 1


def test_what_moving_changes_is_told_and_nothing_is_done(desk: Desk) -> None:
    case_id = begun(desk)
    moving = desk.moving(case_id)
    assert moving.to.version == 2
    assert moving.differences is not None
    assert "规则" in [group.title for group in moving.differences]
    assert any(change.say == "新的一条" for change in moving.findings)
    assert moving.homeless == (OLD.slots[0].id,)
    assert desk.session(case_id).case.pack_version == 1


def test_without_the_old_version_only_the_new_one_can_be_told_of(desk: Desk, shelf: Shelf) -> None:
    case_id = begun(desk)
    del shelf.versions[1]
    moving = desk.moving(case_id)
    assert moving.differences is None
    assert moving.findings == ()
    assert desk.session(case_id, move_to_installed=True).case.pack_version == 2
