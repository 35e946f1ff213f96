"""Made-up people for a demonstration: nobody of them exists, and no two are the same.

Names are put together from common parts, ID numbers carry the area code 659901, which is given to
no place, and telephone numbers begin with 199000, which no carrier gives out.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from desktop.domain.identity import check_character

AREA = "659901"

DEPARTMENTS = ("造林科", "规划室", "苗圃", "管护站")

_SURNAMES = "杨 吴 李 王 张 周 刘 陈 赵 马 何 郭 罗 宋 唐 韩 冯 于 董 萧 程 袁 邓 许".split()
_RARE_SURNAMES = "单 曾 解 仇 查 尉迟 欧阳 万俟 区 缪 逄 翟 朴 盖 谌 覃 佘 昝".split()
_GIVEN = {
    "女": "丽华 海燕 秀英 静雯 雪莲 红梅 晓岚 婷 思琪 玉珍 春霞 文娟".split(),
    "男": "建国 志强 海峰 宏伟 立新 明远 俊杰 磊 学文 永胜 春林 子涵".split(),
}
_UYGHUR = {
    "女": "阿依古丽 古丽娜尔 热孜宛古丽 茹仙古丽 迪丽努尔 帕提古丽 阿依努尔 祖丽皮亚".split(),
    "男": "阿卜杜热合曼 吐尔逊江 艾合买提 买买提明 努尔麦麦提 玉素甫江 库尔班江 卡米力".split(),
}
_FATHERS = "买买提 艾则孜 托乎提 依明 喀迪尔 吾斯曼 阿不力孜 肉孜 尼亚孜 萨迪克".split()
_KAZAKH = {
    "女": "古丽扎提 阿依达娜 叶尔克古丽".split(),
    "男": "叶尔兰 巴合提别克 赛力克 胡安别克".split(),
}
_KAZAKH_FATHERS = "别克木拉提 哈布力哈孜 努尔兰 木合塔尔".split()
_BORN_FROM, _BORN_DAYS = date(1984, 1, 1), 9 * 365


@dataclass(frozen=True, slots=True)
class Person:
    """One of them; ``birth`` is a month (``YYYY-MM``), as the case writes it."""

    name: str
    gender: str
    ethnicity: str
    birth: str
    id_no: str
    phone: str
    department: str


def people(seed: int = 2024) -> Iterator[Person]:
    """Made-up people without end: the same ones for the same ``seed``."""
    dice = random.Random(seed)  # noqa: S311  # nothing is to be kept secret by it
    taken: set[str] = set()
    for number in count():
        gender = dice.choice("女男")
        name, ethnicity = _name(dice, gender, number)
        born, id_no = _born(dice, gender)
        while id_no in taken:
            born, id_no = _born(dice, gender)
        taken.add(id_no)
        yield Person(
            name=name,
            gender=gender,
            ethnicity=ethnicity,
            birth=f"{born:%Y-%m}",
            id_no=id_no,
            phone=f"199000{number % 100_000:05d}",
            department=DEPARTMENTS[number % len(DEPARTMENTS)],
        )


def _name(dice: random.Random, gender: str, number: int) -> tuple[str, str]:
    """Of ten, three bear a name with an interpunct and one a rare surname."""
    kind = number % 10
    if kind in (2, 7):
        return f"{dice.choice(_UYGHUR[gender])}·{dice.choice(_FATHERS)}", "维吾尔族"
    if kind == 5:
        return f"{dice.choice(_KAZAKH[gender])}·{dice.choice(_KAZAKH_FATHERS)}", "哈萨克族"
    given = dice.choice(_GIVEN[gender])
    if kind == 3:
        return _RARE_SURNAMES[number // 10 % len(_RARE_SURNAMES)] + given, "汉族"
    return dice.choice(_SURNAMES) + given, "汉族"


def _born(dice: random.Random, gender: str) -> tuple[date, str]:
    """A day of birth, and an ID number of that day."""
    born = _BORN_FROM + timedelta(days=dice.randrange(_BORN_DAYS))
    first17 = f"{AREA}{born:%Y%m%d}{dice.randrange(500) * 2 + (gender == '男'):03d}"
    return born, first17 + check_character(first17)
