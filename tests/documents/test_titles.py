import pytest

from desktop.documents.titles import break_title


def width(text: str) -> float:
    return float(len(text))


@pytest.mark.parametrize(
    ("title", "keep", "lines"),
    [
        ("业务工作总结", (), ("业务工作总结",)),
        (
            "关于张䶮同志申报工程系列林业和草原专业中级职称的公示",
            ("张䶮",),
            ("关于张䶮同志申报工程系列", "林业和草原专业中级职称的公示"),
        ),
        (
            "关于阿卜杜热合曼·买买提同志申报工程系列林业和草原专业中级职称的公示",
            ("阿卜杜热合曼·买买提",),
            ("关于阿卜杜热合曼·买买提同志申报", "工程系列林业和草原专业中级职称的公示"),
        ),
    ],
)
def test_titles_break_where_their_sense_breaks(
    title: str, keep: tuple[str, ...], lines: tuple[str, ...]
) -> None:
    assert break_title(title, 20, width, keep=keep) == lines


def test_three_lines_where_two_do_not_hold_it() -> None:
    title = "关于努尔买买提·阿卜杜热依木江同志申报工程系列林业和草原专业副高级职称的推荐意见"
    lines = break_title(title, 17, width)
    assert lines is not None
    assert "".join(lines) == title
    assert len(lines) == 3
    assert all(len(line) <= 17 for line in lines)


def test_of_two_ways_as_even_the_first_line_is_the_longer() -> None:
    assert break_title("工程系列专业中级公示", 8, width) == ("工程系列专业", "中级公示")


def test_a_kept_name_is_not_broken_even_where_it_holds_a_break_word() -> None:
    lines = break_title("关于王专业同志申报工程系列中级职称的公示", 15, width, keep=("王专业",))
    assert lines == ("关于王专业同志申报", "工程系列中级职称的公示")


def test_a_name_too_long_for_the_line_breaks_after_its_interpunct() -> None:
    name = "努尔艾合买提·阿卜杜热依木江·吐尔逊"
    title = f"关于{name}同志申报工程系列林业和草原专业中级职称的公示"
    lines = break_title(title, 20, width, keep=(name,))
    assert lines is not None
    assert "".join(lines) == title
    assert [line[-1] for line in lines[:-1]] in (["·", "业"], ["·", "列"], ["·", "报"])


def test_a_part_wider_than_the_line_is_left_to_the_composer() -> None:
    assert break_title("关于" + "长" * 30 + "的通知", 20, width) is None
