"""The BM24 pack against the notice's own text: quotes, clauses, wording, slots."""

from __future__ import annotations

import re

import pytest

from desktop.app.installed import cards as installed
from desktop.app.installed import notice as load_notice
from desktop.app.pages import PAGES
from desktop.domain.notice import Notice, Rule
from desktop.domain.wording import bare

NOTICE = load_notice("BM24")
RULES = {rule.id: rule for rule in NOTICE.rules}


def test_it_is_installed() -> None:
    assert [(card.id, card.year) for card in installed()] == [("BM24", 2024)]


def test_81_rules_each_once() -> None:
    assert len(NOTICE.rules) == len(RULES) == 81
    assert all(rule.id.startswith("BM24.") for rule in NOTICE.rules)


@pytest.mark.parametrize("rule", NOTICE.rules, ids=lambda rule: str(rule.id))
def test_rule_stands_on_the_notices_own_words(rule: Rule) -> None:
    assert rule.quote in NOTICE.text
    assert 4 <= len(rule.quote) <= 25
    assert rule.clause
    assert rule.page in {page.id for page in PAGES}


def sources(notice: Notice) -> list[tuple[str, str]]:
    found = [("summary", notice.summary.quote), ("masking", notice.masking.quote)]
    found += [(f"deadline {d.id}", d.quote) for d in notice.deadlines]
    found += [(f"fee {f.type} {f.level}", f.quote) for f in notice.fees]
    found += [(f"document {d.kind}", d.quote) for d in notice.documents]
    return [*found, ("defence", notice.defence.quote)]


@pytest.mark.parametrize(("what", "quote"), sources(NOTICE))
def test_parameter_stands_on_the_notices_own_words(what: str, quote: str) -> None:
    assert quote
    assert quote in NOTICE.text
    assert len(quote) <= 25


HINTS = re.compile(r"\((?:包括|突出|简要|公示期|高、中、初|模板)[^)]*\)")
"""What the template says in brackets is replaced by what it asks for."""

TEMPLATES = HINTS.sub("", bare(NOTICE.text))


def pieces(wording: str) -> list[str]:
    return [bare(piece) for piece in re.split(r"\{\w+\}", wording) if piece]


def stands_there(parts: list[str]) -> bool:
    """Whether the parts follow one another with nothing but blanks to fill in between."""
    pattern = "[x年月日级]+".join(re.escape(part) for part in parts)
    return re.search(pattern, TEMPLATES) is not None


@pytest.mark.parametrize("key", sorted(NOTICE.wording))
def test_wording_is_the_notices_to_the_letter(key: str) -> None:
    if key == "pub_basic":
        # The notice only lists what is to be stated; the labels are those of the list.
        listed = re.findall(r"[：，](\w+)：\{", NOTICE.wording[key])
        assert listed == ["性别", "族别", "政治面貌", "身份证号", "现任职称"]
        assert bare("、".join(listed)) in bare(NOTICE.text)
    else:
        assert stands_there(pieces(NOTICE.wording[key]))


@pytest.mark.parametrize(("old", "new"), [("疑异", "异议"), ("止。", "止，"), ("同志的", "的")])
def test_a_changed_word_would_be_seen(old: str, new: str) -> None:
    wording = NOTICE.wording["pub_period"]
    assert stands_there(pieces(wording))
    assert not stands_there(pieces(wording.replace(old, new)))


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


def test_wording_is_full_width() -> None:
    for text in NOTICE.wording.values():
        assert not re.search(r"[,;:()]", re.sub(r"\{\w+\}", "", text))


def test_nobody_can_be_called() -> None:
    """The contact person's name and numbers are not the program's to hand round."""
    contact = re.search(r"联系人:(\S+) 联系电话:(\S+)\n", NOTICE.text)
    assert contact is not None
    assert contact.groups() == ("（略）", "（略）")
    assert not re.search(r"1[3-9]\d{9}|20249\d\d", NOTICE.text)


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
    assert NOTICE.submissions_max is None
    assert NOTICE.return_hours is None
    assert all(document.copies is None for document in NOTICE.documents)


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(KeyError, match="审批表"):
        NOTICE.slot("审批表")
    assert NOTICE.rule("BM24.ce.mid").clause == "六（一）9"
