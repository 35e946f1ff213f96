"""Names are found by how they are read, whichever way a character is read in this one."""

import subprocess
import sys

import pytest

from desktop.app.applicants.pinyin import found, order, readings

FOUND = [
    (
        "阿依古丽·买买提",
        "aygl mmt ayglmmt ayiguli maimaiti ayigulimaimaiti ayigl aygulimmt gulim",
    ),
    ("杨丽华", "ylh yanglihua yanglh ylihua yang lihua yan"),
    ("单雪莲", "sxl shanxuelian dxl danxuelian cxl"),
    ("曾静雯", "zjw zengjingwen cjw cengjingwen"),
    ("解立新", "xlx xielixin jlx jielixin"),
    ("仇建国", "qjg qiujianguo cjg choujianguo"),
    ("查红梅", "zhm zhahongmei chm"),
    ("尉迟文娟", "ycwj yuchiwenjuan wcwj"),
    ("万俟磊", "mql moqilei wanqilei"),
    ("欧阳婷", "oyt ouyangting"),
    ("阿卜都热合曼·喀迪尔", "abdrhm abudurehemankadier abdrhmkde kde"),
    ("吕绿", "lvlv lyu lu ll"),
    ("茜仁", "qr xr qianren xiren"),
    ("䶮·古丽", "ygl yanguli"),
]
NOT_FOUND = [
    ("阿依古丽·买买提", "aygm yl x ayiguly mmta glii ailiguli"),
    ("杨丽华", "hly ylhx yanglihuaa"),
    ("单雪莲", "bxl"),
    ("李·", "ll"),
    ("", "a"),
    ("Anna", "a"),
    ("·", "a"),
]


@pytest.mark.parametrize(("name", "typed"), [(n, t) for n, all_ in FOUND for t in all_.split()])
def test_found(name: str, typed: str) -> None:
    assert found(typed, readings(name))


@pytest.mark.parametrize(("name", "typed"), [(n, t) for n, all_ in NOT_FOUND for t in all_.split()])
def test_not_found(name: str, typed: str) -> None:
    assert not found(typed, readings(name))


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("单雪莲", "shan xue lian"),
        ("曾静", "zeng jing"),
        ("解磊", "xie lei"),
        ("仇英", "qiu ying"),
        ("单于婷", "chan yu ting"),
        ("单", "shan"),
        ("长孙丽", "zhang sun li"),
        ("孙长丽", "sun zhang li"),
        ("阿依·买", "a yi mai"),
    ],
)
def test_surnames_are_sorted_as_surnames(name: str, first: str) -> None:
    read = order(readings(name))
    # What is no surname is read as the dictionary has it, first or not.
    assert list(read)[:1] == first.split()[:1]
    assert len(read) == len(first.split())


def test_names_are_sorted_by_their_sound() -> None:
    names = ["曾静", "安江", "单雪", "杨丽", "解磊", "阿依", "仇英"]
    assert sorted(names, key=lambda name: order(readings(name))) == [
        "阿依", "安江", "仇英", "单雪", "解磊", "杨丽", "曾静",
    ]  # fmt: skip


def test_the_dictionary_is_loaded_with_the_first_name_and_without_phrases() -> None:
    asked = (
        "import sys, desktop.app.applicants.table as a, desktop.app.applicants.pinyin as p;"
        "assert 'pypinyin' not in sys.modules; p.readings('单');"
        "assert 'pypinyin' in sys.modules;"
        "from pypinyin.constants import PHRASES_DICT; assert not PHRASES_DICT"
    )
    subprocess.run([sys.executable, "-c", asked], check=True)
