import pytest

from desktop.imaging import bodies
from desktop.imaging.text import Line

PAGE = ((0.0, 0.0), (9.0, 0.0), (9.0, 1.0), (0.0, 1.0))


def line(text: str) -> Line:
    return Line(text, 1.0, PAGE, ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("发证机关：昆仑自治州人力资源和社会保障局", ["昆仑自治州人力资源和社会保障局"]),
        ("颁发单位昆仑市科学技术协会", ["昆仑市科学技术协会"]),
        ("（玉河县教学研究室，西部测绘学会）", ["西部测绘学会"]),
        ("二〇二一年五月", []),
        ("姓名：王伟", []),
    ],
)
def test_bodies_a_line_names(text: str, found: list[str]) -> None:
    assert bodies.bodies(text) == found


OWN, PERHAPS, OTHER = "own", "perhaps", "other"


@pytest.mark.parametrize(
    ("unit", "readings", "verdict"),
    [
        # as it stands, with a department, with the party's body
        ("昆仑市第三中学", [("昆仑市第三中学", 0.99)], OWN),
        ("天山科技职业学院", [("天山科技职业学院人事处", 0.98)], OWN),
        ("天山科技职业学院", [("中共天山科技职业学院委员会", 0.98)], OWN),
        # worn: characters missing, or one slip that is not read twice alike
        ("博格达化工研究院有限公司", [("博格达工研院有限公司", 0.9)], OWN),
        (
            "昆仑市测绘与地理信息院",
            [("昆仑市测会与地理信息院", 0.93), ("昆仑市测给与地理信息院", 0.9)],
            OWN,
        ),
        # a number or a direction makes another body of it, once both readings agree
        ("昆仑市第三中学", [("昆仑市第二中学", 0.99)] * 2, OTHER),
        ("昆仑市第三中学", [("昆仑市第二中学", 0.7), ("昆仑市第中学", 0.7)], PERHAPS),
        ("昆仑市第二人民医院", [("昆仑市第二中学", 0.99)] * 2, OTHER),
        ("博格达化工研究院有限公司", [("博格达化工集团有限公司", 0.99)] * 2, OTHER),
        # the place in common is not enough
        ("昆仑市第三中学", [("昆仑市教育局", 0.99)], OTHER),
        ("石城县疾病预防控制中心", [("石城县人民医院", 0.99)], OTHER),
        # nothing, or too little, could be read
        ("昆仑市第三中学", [("", 0.0), ("12", 0.5)], PERHAPS),
        ("昆仑市第三中学", [("昆仑市", 0.9)], PERHAPS),
        ("北塔区人民医院", [("民医", 0.4)], PERHAPS),
    ],
)
def test_whose_a_reading_is(
    unit: str, readings: list[tuple[str, float]], verdict: bodies.Whose
) -> None:
    assert bodies.whose(readings, bodies.names([unit], []))[0] == verdict


def test_a_body_on_the_page_that_fits_better_is_somebody_else() -> None:
    readings = [("昆仑自治州科技厅", 0.6)]
    unit = ["昆仑自治州科学馆"]
    assert bodies.whose(readings, bodies.names(unit, []))[0] != OTHER
    printed = [line("发证机关：昆仑自治州科学技术厅")]
    assert bodies.whose(readings, bodies.names(unit, printed))[0] == OTHER


def test_a_body_on_the_page_much_like_the_unit_is_still_somebody_else() -> None:
    unit, other = "胡杨路桥建设集团有限公司", "胡杨城市建设集团有限公司"
    known = bodies.names([unit], [line(f"{unit}、{other}合作完成")])
    assert known.others == (other,)
    assert bodies.whose([(other, 0.9)], known)[0] == OTHER
    assert bodies.whose([(unit, 0.9)], known)[0] == OWN
    assert bodies.names([unit], [line("胡杨路桥建没集团有限公司")]).others == ()


def test_the_unit_on_the_page_is_no_other_body() -> None:
    known = bodies.names(["天山科技职业学院"], [line("工作单位：天山科技职业学院人事处")])
    assert known.others == ()


def test_an_alias_counts_as_the_unit() -> None:
    known = bodies.names(["昆仑市测绘与地理信息院", "昆仑市测绘大队"], [])
    assert bodies.whose([("昆仑市测绘大队", 0.98)], known)[0] == OWN


def test_a_short_alias_inside_a_longer_name_is_another_body() -> None:
    known = bodies.names(["昆仑市第三中学", "昆仑三中"], [])
    assert bodies.whose([("昆仑市三星建设中心", 0.97)] * 2, known)[0] == OTHER
    assert bodies.whose([("昆仑三中", 0.97)], known)[0] == OWN


def test_of_a_cut_seal_half_a_character_proves_nothing() -> None:
    known = bodies.names(["昆仑市第三中学"], [])
    readings = [("昆仑市弗二", 0.95)] * 2
    assert bodies.whose(readings, known)[0] == OTHER
    assert bodies.whose(readings, known, whole=False)[0] == PERHAPS
