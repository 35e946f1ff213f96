"""What a page's lines tell of the applicant, also where a name runs over from line to line."""

import numpy as np

from desktop.domain.scans import MaskBox, MaskKind, Quad
from desktop.imaging.pictures import corners_of
from desktop.imaging.proposals import Subject, in_text, to_stored
from desktop.imaging.text import Char, Line
from tests.imaging.written import SIZE, box, line

WANG = Subject("王伟", "659901199003075127", ("昆仑市第三中学", "昆仑三中"))
AYGUL = Subject("阿依古丽·热合曼", "659901199003075127", ("昆仑市第三中学",))
KINDS: tuple[MaskKind, ...] = ("name", "idno", "unit")


def told(boxes: tuple[MaskBox, ...]) -> list[tuple[str, str, bool]]:
    return [(found.kind, found.why, found.sure) for found in boxes]


def test_every_kind_is_told_with_what_was_read() -> None:
    page = [line("兹证明王伟（659901 19900307 5127）系昆仑市第三中学教师")]
    assert told(in_text(page, WANG, KINDS)) == [
        ("name", "姓名 · 读作 王伟", True),
        ("idno", "身份证号 · 读作 659901199003075127", True),
        ("unit", "单位 · 读作 昆仑市第三中学", True),
    ]


def test_only_what_the_notice_wants_is_proposed() -> None:
    page = [line("兹证明王伟（659901199003075127）系昆仑市第三中学教师")]
    assert [found.kind for found in in_text(page, WANG, KINDS[:1])] == ["name"]
    assert in_text(page, WANG, ()) == ()


def test_a_unit_broken_over_two_lines_is_covered_on_both() -> None:
    page = [line("兹证明张三系我单位昆仑市", x=80), line("第三中学在职职工。", y=70)]
    assert told(in_text(page, WANG, KINDS)) == [
        ("unit", "单位 · 读作 昆仑市，分在两处", True),
        ("unit", "单位 · 读作 第三中学，分在两处", True),
    ]


def test_a_short_name_does_not_take_a_broken_unit_apart() -> None:
    mine = Subject("王伟", "659901199003075127", ("石榴矿业股份有限公司", "石榴矿业"))
    page = [line("自2008年起在石榴矿业股份有限", x=80), line("公司工作。", y=70)]
    assert told(in_text(page, mine, KINDS)) == [
        ("unit", "单位 · 读作 石榴矿业股份有限，分在两处", True),
        ("unit", "单位 · 读作 公司，分在两处", True),
    ]
    whole = in_text([line("石榴矿业股份有限公司，简称石榴矿业")], mine, KINDS)
    assert [found.why for found in whole] == [
        "单位 · 读作 石榴矿业股份有限公司",
        "单位 · 读作 石榴矿业",
    ]


def test_the_point_at_which_a_name_breaks_is_covered_with_it() -> None:
    before = in_text([line("参加人员有阿依古丽·"), line("热合曼等三人", y=70)], AYGUL, KINDS)
    assert [found.why for found in before] == [
        "姓名 · 读作 阿依古丽·，分在两处",
        "姓名 · 读作 热合曼，分在两处",
    ]
    after = in_text([line("参加人员有阿依古丽"), line("·热合曼等三人", y=70)], AYGUL, KINDS)
    assert after[1].why == "姓名 · 读作 ·热合曼，分在两处"


def test_a_number_in_a_narrow_cell_runs_over_three_lines() -> None:
    page = [line("6599011", y=0), line("9900307", y=60), line("5127", y=120)]
    assert [found.kind for found in in_text(page, WANG, KINDS)] == ["idno"] * 3


def test_a_name_in_wide_letters_comes_in_pieces_of_one_row() -> None:
    page = [line("王", x=100), line("伟", x=240)]
    assert len(in_text(page, WANG, KINDS)) == 2


def test_a_name_whose_rest_stands_below_is_the_whole_name() -> None:
    page = [line("参加人员有阿依古丽·", x=80), line("热合曼等三人", y=70)]
    found = in_text(page, AYGUL, KINDS)
    assert [(one.sure, "分在两处" in one.why) for one in found] == [(True, True)] * 2


def test_lines_that_do_not_read_on_are_not_joined() -> None:
    far = [line("参加人员有王"), line("伟大的成就", y=400)]
    aside = [line("参加人员有王"), line("伟", x=900, y=70)]
    assert in_text(far, WANG, KINDS) == ()
    assert in_text(aside, WANG, KINDS) == ()


def column(text: str, x: float, y: float = 0) -> Line:
    """A column: its quads start at their top right, the first side runs down."""

    def down(top: float, height: float) -> Quad:
        return ((x + SIZE, top), (x + SIZE, top + height), (x, top + height), (x, top))

    chars = tuple(Char(one, 0.99, down(y + index * SIZE, SIZE)) for index, one in enumerate(text))
    return Line(text, 0.99, down(y, len(text) * SIZE), chars)


def test_columns_read_on_from_right_to_left() -> None:
    page = [column("授予阿依古丽", x=200), column("热合曼先进称号", x=120)]
    found = in_text(page, AYGUL, KINDS)
    assert len(found) == 2
    xs = {round(float(corners_of(one.quad)[:, 0].mean())) for one in found}
    assert xs == {140, 220}


def test_a_box_covers_its_characters_and_stays_off_the_neighbours() -> None:
    page = [line("证明王伟同志")]
    (found,) = in_text(page, WANG, KINDS)
    corners = corners_of(found.quad)
    assert corners[:, 0].min() == 2 * SIZE
    assert corners[:, 0].max() == 4 * SIZE
    assert corners[:, 1].min() < 0
    assert corners[:, 1].max() > SIZE


def test_a_box_at_a_gap_takes_less_than_half_of_it() -> None:
    page = [line("姓名  王伟")]
    (found,) = in_text(page, WANG, KINDS)
    left = corners_of(found.quad)[:, 0].min()
    assert 3 * SIZE < left < 4 * SIZE


def test_boxes_go_back_to_the_page_as_stored() -> None:
    # Stored lying on its side, 300 wide: a quarter turn clockwise makes it upright.
    turned = np.array([[0.0, -1.0, 200.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    there = MaskBox(kind="name", quad=box(10, 20, 30, 40))
    (stored,) = to_stored((there,), turned)
    assert stored.quad == ((20, 190), (20, 160), (60, 160), (60, 190))


def test_the_key_changes_with_whom_and_what_one_looks_for() -> None:
    keys = {
        WANG.key(KINDS),
        WANG.key(KINDS[:1]),
        AYGUL.key(KINDS),
        Subject("王伟", WANG.id_no, WANG.units, ("王伟民",)).key(KINDS),
    }
    assert len(keys) == 4
    assert WANG.key(KINDS[::-1]) == WANG.key(KINDS)
