"""What is particular to BM24; what holds for all packs stands in ``test_packs.py``."""

from __future__ import annotations

import re

import pytest

from desktop.app.notices.installed import notice as load_notice
from desktop.domain.wording import bare

NOTICE = load_notice("BM24")


def test_the_posted_facts_are_those_the_template_lists() -> None:
    listed = re.findall(r"[：，](\w+)：\{", NOTICE.wording["pub_basic"])
    assert listed == ["性别", "族别", "政治面貌", "身份证号", "现任职称"]
    assert bare("、".join(listed)) in bare(NOTICE.text)


@pytest.mark.parametrize(
    ("key", "wording"),
    [
        ("unit_opinion", "本单位已对提供的申报材料逐一审核，真实、完整、有效，同意推荐"),
        (
            "result_body",
            (
                "{name}同志申报材料已在本单位公示{days}天，公示期间无投诉、举报，公示无异议，"
                "申报材料真实、完整、有效，同意推荐{name}同志申报{series}系列{specialty}专业{level}职称。"
            ),
        ),
        (
            "pub_period",
            (
                "公示时间从{start}起至{end}止。如对{name}同志的相关信息有疑异，"
                "请电话或书面形式反映至{office}办公室，监督电话：{phone}"
            ),
        ),
    ],
)
def test_wording(key: str, wording: str) -> None:
    assert NOTICE.wording[key] == wording


def test_columns_follow_the_notice() -> None:
    assert [c.clause for c in NOTICE.columns] == [f"六（一）{n}" for n in range(1, 14)]
    used = {slot.column for slot in NOTICE.slots}
    assert {c.id for c in NOTICE.columns} - used == {"work"}


def test_every_document_has_its_slot_and_wording() -> None:
    assert [d.title for d in NOTICE.documents] == [
        "业务工作总结", "公示", "公示结果", "推荐意见", "个人承诺书",
    ]  # fmt: skip
    assert all(NOTICE.slot(d.slot) for d in NOTICE.documents)


def test_what_the_notice_does_not_say_is_not_said() -> None:
    assert NOTICE.submissions is None
    assert NOTICE.return_hours is None
    assert all(document.copies is None for document in NOTICE.documents)


def test_nobody_is_exempt_from_training() -> None:
    """访惠聚 and the like exempt under other notices; this one has no such clause."""
    assert all(not terms.exempt for terms in NOTICE.training)
    assert {terms.levels for terms in NOTICE.training} == {("中级",)}
    assert not any(document.borrowed for document in NOTICE.documents)


def test_four_facts_of_a_witness() -> None:
    check = NOTICE.rule("BM24.ach.witness").check.model_dump()
    assert [path.rpartition(".")[2] for path in check["fields"]] == [
        "name", "unit", "post", "contact",
    ]  # fmt: skip


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(KeyError, match="审批表"):
        NOTICE.slot("审批表")
    assert NOTICE.rule("BM24.ce.mid").clause == "六（一）9"
