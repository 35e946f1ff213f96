"""What files are called: by content, never by person or unit, and as every system takes them."""

import pytest

from desktop.app.naming import as_name, content_name, person_name
from desktop.app.notices import installed
from desktop.app.samples.sample import Sample, sample
from desktop.domain.case import Attachment
from desktop.domain.notice import Notice


@pytest.fixture(scope="module")
def notice() -> Notice:
    return installed.notice("BM24")


@pytest.fixture(scope="module")
def made_up(notice: Notice) -> Sample:
    return sample(notice)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("毕业证书 大专", "毕业证书-大专"),
        ("迪丽努尔的毕业证", "毕业证书-大专"),
        ("迪丽努尔 • 艾则孜", "毕业证书-大专"),
        ("绿洲笙公司留存件", "毕业证书-大专"),
        ("65990119910417022X", "毕业证书-大专"),
        ("19900000021", "毕业证书-大专"),
        ("", "毕业证书-大专"),
        ("../../etc", "etc"),
        ('a<b>:"|?*c', "a-b-c"),
        ("字" * 90, "字" * 48),
    ],
)
def test_names_are_by_content_and_never_by_person_or_unit(
    notice: Notice, made_up: Sample, title: str, name: str
) -> None:
    attachment = Attachment(slot="毕业证书", subject="edu1", title=title)
    given = content_name(attachment, notice.slot("毕业证书"), made_up.brought.case)
    assert given == name


@pytest.mark.parametrize(
    "title",
    [
        "证书 6599 0119 8803 1209 3X", "659901-19880312-093X", "６５９９０１１９８８０３１２０９３",
        "199-0000-0010", "199 0000 0010", "0996-2345678", "买买提的证书", "赵大山", "赵 大山签字",
        "孙见证", "阿卜杜热合曼_买买提", "阿卜杜热合曼/买买提", "\u202e买买提", "买\u200b买提",
    ],
)  # fmt: skip
def test_no_spelling_of_a_name_or_number_gets_into_a_file_name(
    notice: Notice, made_up: Sample, title: str
) -> None:
    case = made_up.brought.case
    witness = case.items[0].witness.model_copy(update={"name": "孙见证"})
    changed = case.model_copy(
        update={
            "person": case.person.model_copy(update={"name": "阿卜杜热合曼·买买提"}),
            "unit": case.unit.model_copy(update={"contact": "赵大山"}),
            "items": (case.items[0].model_copy(update={"witness": witness}), *case.items[1:]),
        }
    )
    attachment = Attachment(slot="职称证书", title=title)
    assert content_name(attachment, notice.slot("职称证书"), changed) == "职称证书"


def test_a_file_name_shows_what_it_is() -> None:
    assert as_name("\u202e图gpj.纸\x07\ue000") == "图gpj.纸"


def test_an_achievement_named_after_the_unit_does_not_name_its_file(
    notice: Notice, made_up: Sample
) -> None:
    case = made_up.brought.case
    item = case.items[0].model_copy(update={"title": "绿洲笙林业基地建设"})
    changed = case.model_copy(update={"items": (item, *case.items[1:])})
    attachment = Attachment(slot="印证材料", subject=item.id, title="印证材料 绿洲笙林业基地建设")
    assert content_name(attachment, notice.slot("印证材料"), changed) == "印证材料"


def test_windows_takes_every_name() -> None:
    assert as_name("  ...评审表.") == "评审表"
    assert as_name("a\tb\nc") == "a-b-c"


@pytest.mark.parametrize(
    ("typed", "borne"),
    [
        ("张䶮", "张䶮"),
        ("阿卜杜热合曼·买买提", "阿卜杜热合曼·买买提"),
        ("赵/一:凡", "赵-一-凡"),
        ("../..", ""),
        ("659901198803121238", ""),
        ("张三 6599 0119 8803 1212 38", ""),
        ("长" * 60, "长" * 24),
        ("", ""),
    ],
)
def test_a_file_of_the_units_own_may_bear_a_name_and_no_number(typed: str, borne: str) -> None:
    assert person_name(typed) == borne
