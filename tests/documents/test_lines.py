"""Lines: what may begin and end them, that the text stays, that it always ends."""

import random
from collections.abc import Sequence

import pytest

from desktop.documents.clusters import Cutter
from desktop.documents.joints import Bond
from desktop.documents.lines import Line, compose
from desktop.documents.marks import NOT_FIRST, NOT_LAST, is_wide


class Even:
    """A font of full cells and half cells."""

    def glyph(self, char: str, *, wide: bool) -> tuple[str, float]:
        return "face", 1.0 if wide else 0.5


def lines(
    text: str,
    room: float = 28,
    *,
    indent: float = 0.0,
    keep: Sequence[str] = (),
    justify: bool = True,
) -> tuple[Line, ...]:
    cut = Cutter(Even()).cut(text, keep=keep, longest_word=room / 2, room=room)
    return compose(cut, room, indent=indent, justify=justify)


def texts(
    text: str, room: float = 28, *, indent: float = 0.0, keep: Sequence[str] = ()
) -> list[str]:
    return [line.text for line in lines(text, room, indent=indent, keep=keep)]


SENTENCE = (
    "2019年3月至2021年12月，参加且末县车尔臣河流域生态修复工程，负责GPS样地布设与数据处理，完成外业"
    "样地286块、内业图斑1.2万个，提交《且末县天然胡杨林资源调查报告》1份，经专家评审，评定为“优秀”等次"
    "（详见附件——“验收意见”）。使造林成活率由62%提高到88.5%……累计推广3.6万亩！"
)
ALPHABET = "的一是在人有我，。、；：？！）》”（《“—…·2024 GPS%年月日①￥é"


def sample_texts() -> list[str]:
    chance = random.Random(20240722)  # noqa: S311 - the same texts each time
    made = [SENTENCE[start:] for start in range(0, 60, 7)]
    for _ in range(120):
        made.append("".join(chance.choices(ALPHABET, k=chance.randint(1, 160))))  # noqa: PERF401
    return made


@pytest.mark.parametrize("room", [6, 13, 20, 28])
@pytest.mark.parametrize("indent", [0.0, 2.0])
def test_no_text_is_lost_and_every_line_has_some(room: float, indent: float) -> None:
    for text in sample_texts():
        made = lines(text, room, indent=indent)
        assert "".join(line.text for line in made) == text
        assert all(line.text for line in made)
        drawn = "".join(glyph.char for line in made for glyph in line.glyphs)
        assert drawn.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("start", range(60))
@pytest.mark.parametrize("room", [17, 20, 28])
def test_no_line_begins_or_ends_with_a_mark_that_may_not(start: int, room: float) -> None:
    made = texts(SENTENCE[start:], room, indent=2.0)
    assert [line for line in made[1:] if line[0] in NOT_FIRST] == []
    assert [line for line in made[:-1] if line.rstrip(" ")[-1] in NOT_LAST] == []


@pytest.mark.parametrize("start", range(60))
def test_numbers_words_and_dashes_stay_whole(start: int) -> None:
    text = SENTENCE[start:]
    ends, place = [], 0
    for line in texts(text, 19):
        place += len(line)
        ends.append(place)
    for end in ends[:-1]:
        both = text[end - 1 : end + 1]
        assert not (both[0] == both[1] and both[0] in "—…"), both
        assert not all(char.isascii() and char.isalnum() for char in both), both


@pytest.mark.parametrize("start", range(60))
@pytest.mark.parametrize("room", [20, 28])
def test_lines_fill_the_measure_and_never_pass_it(start: int, room: float) -> None:
    made = lines(SENTENCE[start:], room, indent=2.0)
    for line in made[:-1]:
        # A closing mark may hang its blank half over the edge; its ink may not.
        assert line.width == pytest.approx(room)
        assert line.glyphs[-1].x < room - 0.4
    assert made[-1].width <= room + 1e-6


def test_glyphs_follow_one_another() -> None:
    for text in sample_texts():
        for line in lines(text, 20):
            places = [glyph.x for glyph in line.glyphs]
            assert places == sorted(places)


def test_plain_text_stands_on_the_grid_28_to_a_line() -> None:
    made = lines("造" * 70, indent=2.0)
    assert [len(line.text) for line in made] == [26, 28, 16]
    assert [glyph.x for glyph in made[1].glyphs] == pytest.approx(range(28))
    assert made[0].glyphs[0].x == pytest.approx(2.0)


def test_a_mark_that_would_begin_a_line_is_drawn_in() -> None:
    full = "造" * 20 + "，" + "林" * 6 + "3，"
    made = lines(full + "草" * 20)
    assert made[0].text == full
    # The comma inside gives up what the line has too much; the last one hangs its blank half.
    assert made[0].glyphs[21].x < 21
    assert made[0].glyphs[-1].x == pytest.approx(27.5)
    assert made[0].width == pytest.approx(28)


def test_a_last_line_of_one_character_is_avoided() -> None:
    assert texts("造" * 28 + "林。") == ["造" * 27, "造林。"]


def test_two_marks_side_by_side_take_one_and_a_half_cells() -> None:
    (line,) = lines("他说：“好。”", justify=False)
    assert line.width == pytest.approx(7 - 0.5 - 0.5)


def test_a_broad_mark_gives_up_no_more_than_it_has() -> None:
    (line,) = lines("好吗？”", justify=False)
    question, quote = line.glyphs[2:]
    assert quote.x - question.x == pytest.approx(0.7)


def test_a_dash_wider_than_its_line_is_parted() -> None:
    assert texts("甲——乙", 1.5) == ["甲", "—", "—", "乙"]


def test_a_line_beginning_with_a_bracket_stands_flush() -> None:
    made = lines("造" * 28 + "（" + "林" * 10 + "）")
    assert made[1].glyphs[0].char == "（"
    assert made[1].glyphs[0].x == pytest.approx(-0.5)


def test_the_interpunct_takes_half_a_cell() -> None:
    (line,) = lines("热合曼·买买提", justify=False)
    assert line.width == pytest.approx(6.5)


@pytest.mark.parametrize("before", range(20, 30))
def test_a_short_name_is_never_broken(before: int) -> None:
    made = texts("造" * before + "古丽·买提" + "林" * 30, keep=("古丽·买提",))
    assert any("古丽·买提" in line for line in made)


LONG_NAME = "阿卜杜热合曼·买买提·吐尔逊·努尔艾合买提"


@pytest.mark.parametrize("before", range(30))
def test_a_name_however_long_stays_on_one_line_that_holds_it(before: int) -> None:
    made = texts("造" * before + LONG_NAME + "林" * 30, keep=(LONG_NAME,))
    assert any(LONG_NAME in line for line in made)


def test_a_name_wider_than_the_line_breaks_after_its_interpuncts() -> None:
    made = texts("造林" + LONG_NAME + "林" * 12, 11, keep=(LONG_NAME,))
    inside = [line for line in made if "·" in line]
    assert [line[-1] for line in inside[:-1]] == ["·"] * (len(inside) - 1)
    assert "·" not in {line[0] for line in made}


@pytest.mark.parametrize("before", range(14, 30))
def test_of_a_long_name_no_single_character_is_left_behind(before: int) -> None:
    name = "阿卜杜热合曼·买买提"
    text = "造" * before + name + "林" * 30
    place = 0
    for line in texts(text, keep=(name,))[:-1]:
        place += len(line)
        inside = place - before
        # 阿卜杜热合曼·买买提: neither 阿, 曼·, 买 nor 提 stands alone.
        assert inside not in (1, 5, 6, 8, 9)
        assert text[place] != "·"


@pytest.mark.parametrize("start", range(60))
def test_years_and_values_keep_their_units(start: int) -> None:
    text = SENTENCE[start:]
    made = texts(text, 17)
    for line in made[1:]:
        assert line[0] not in "年月万"


@pytest.mark.parametrize("start", range(12))
def test_a_value_keeps_the_symbol_behind_its_blank(start: int) -> None:
    text = "造" * start + "林地3.5 hm²，" * 6
    ends = [line.rstrip(" ")[-1] for line in texts(text, 15)]
    assert "5" not in ends


@pytest.mark.parametrize("before", range(8, 16))
def test_a_blank_helps_no_mark_to_an_edge(before: int) -> None:
    made = texts("造" * before + "（ 林 ）" + "造" * 20, 12)
    assert [line for line in made if line.strip()[-1] == "（" or line.strip()[0] == "）"] == []


def test_marks_typed_as_latin_hold_to_what_they_follow_alone() -> None:
    pieces = [each.text for each in Cutter(Even()).cut("做286亩,GPS定位(RTK)用km(公里)").clusters]
    assert pieces == [
        *"做",
        "286",
        "亩",
        ",",
        "GPS",
        *"定位",
        "(RTK)",
        "用",
        "km",
        "(",
        *"公里",
        ")",
    ]


def test_of_two_latin_marks_the_second_begins_no_line_either() -> None:
    for before in range(8, 14):
        made = texts("造" * before + "?.林" + "造" * 9, 12)
        assert [line for line in made if line[0] in "?."] == []


@pytest.mark.parametrize("before", range(10, 20))
def test_a_dash_rather_ends_than_begins_a_line(before: int) -> None:
    made = texts("造" * before + "——林" * 5, 14)
    assert [line for line in made[1:] if line[0] == "—"] == []


@pytest.mark.parametrize("mark", ["/", "／"])
@pytest.mark.parametrize("before", range(8, 14))
def test_the_dividing_stroke_stands_at_no_edge(before: int, mark: str) -> None:
    made = texts("造" * before + f"甲{mark}乙" + "林" * 20, 12)
    assert not {line[0] for line in made} & {mark}
    assert not {line[-1] for line in made} & {mark}


def test_only_what_had_to_be_parted_is_called_torn() -> None:
    assert not any(line.torn for line in lines(SENTENCE, 20))
    assert [line.torn for line in lines("659901198805120028", 6)] == [True, False]


def test_an_address_too_long_for_a_line_is_broken_at_its_marks() -> None:
    address = "https://bz.example.cn/zhicheng/pingshen?nianfen=2024&leibie=minying"
    made = texts("网址：" + address, 20)
    assert "".join(made) == "网址：" + address
    assert all(line[-1] in "/?=&:." for line in made[1:-1])


def test_a_word_without_marks_wider_than_the_line_still_ends() -> None:
    made = texts("A" * 100, 10)
    assert [len(line) for line in made] == [20] * 5


def test_nothing_gives_no_line() -> None:
    assert texts("") == []


@pytest.mark.parametrize(
    ("text", "place", "bond"),
    [
        ("2024年", 1, Bond.STIFF),
        ("第3", 1, Bond.STIFF),
        ("3.6万亩", 1, Bond.STIFF),
        ("3.6万亩", 2, Bond.LOOSE),
        ("286块", 1, Bond.LOOSE),
        ("12余公里", 3, Bond.STIFF),
        ("62%个", 1, Bond.FREE),
        ("3.5 km，", 2, Bond.STIFF),
        ("3.5 kmx", 2, Bond.FREE),
        ("3与", 1, Bond.LOOSE),
        ("年3", 1, Bond.FREE),
        ("好，", 1, Bond.TIGHT),
        ("（好", 1, Bond.TIGHT),
        ("￥3", 1, Bond.TIGHT),
        ("一二", 1, Bond.FREE),
        ("a b", 1, Bond.TIGHT),
        ("a b", 2, Bond.FREE),
    ],
)
def test_bonds_between_neighbours(text: str, place: int, bond: Bond) -> None:
    assert Cutter(Even()).cut(text).joints[place - 1].bond is bond


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("在2024年7月", ["在", "2024", "年", "7", "月"]),
        ("用ArcGIS Pro 3.1做", ["用", "ArcGIS", " ", "Pro", " ", "3.1", "做"]),
        ("好——坏……", ["好", "——", "坏", "……"]),
        ("don’t说‘好’", ["don’t", "说", "‘", "好", "’"]),
        ("62%，88.5%", ["62%", "，", "88.5%"]),
    ],
)
def test_text_is_cut_where_a_typist_would(text: str, pieces: list[str]) -> None:
    assert [cluster.text for cluster in Cutter(Even()).cut(text).clusters] == pieces


def test_marks_of_the_tables_are_wide_or_latin_as_drawn() -> None:
    assert [char for char in "（〔《“‘，。、；：？！）》”’" if not is_wide(char)] == []


@pytest.mark.parametrize(("before", "filled"), [(21, True), (12, False)])
def test_a_line_before_a_long_name_is_opened_but_not_torn_apart(before: int, filled: bool) -> None:
    name = LONG_NAME[:13] if before > 15 else LONG_NAME
    first = lines("造" * before + name + "林" * 30, keep=(name,))[0]
    assert first.text == "造" * before
    assert (first.width == pytest.approx(28)) is filled
