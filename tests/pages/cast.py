"""Who appears on a page: the applicant, people of like names, their unit and its like.

All are invented: places do not exist, and identity numbers use the area codes 6599xx, which
nobody was given.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

PLACES = "白杨 胡杨 红柳 沙枣 雪莲 玉河 石榴 沙湖 芦苇 云杉 驼铃 月牙 金桥 苇湖 柳泉 石城".split()

# The unit, how people call it, and the neighbour whose name is nearly the same.
UNITS = (
    ("{}县第二人民医院", "{}二院", "{}县第三人民医院"),
    ("{}市第五中学", "{}五中", "{}市第六中学"),
    ("{}水利水电勘测设计研究院有限责任公司", "{}水利院", "{}水利水电工程建设监理有限责任公司"),
    ("{}县畜牧兽医工作站", "{}畜牧站", "{}县林业工作站"),
    ("新疆{}师范高等专科学校", "{}师专", "新疆{}工业高等专科学校"),
    ("{}矿业股份有限公司", "{}矿业", "{}能源股份有限公司"),
    ("{}自治州疾病预防控制中心", "{}州疾控", "{}自治州卫生健康监督中心"),
    ("{}市融媒体中心", "{}融媒", "{}市文体中心"),
    ("{}地区农业科学研究所", "{}农科所", "{}地区林业科学研究所"),
    ("{}职业技术学院", "{}职院", "{}工程技术学院"),
    ("{}县教学研究室", "{}教研室", "{}县电化教育馆"),
    ("{}路桥建设集团有限公司", "{}路桥", "{}城市建设集团有限公司"),
)
ISSUERS = (
    "{}自治州人力资源和社会保障局",
    "{}地区教育局",
    "{}市总工会",
    "{}自治州职称改革领导小组办公室",
    "{}大学",
    "{}市科学技术协会",
    "{}地区专业技术人员继续教育基地",
    "{}自治州住房和城乡建设局",
    "{}广播电视大学",
    "{}县人民政府",
)

SURNAMES = "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐".split()
# Surnames that sound or look alike.
SURNAMES_ALIKE = {"王": "汪", "张": "章", "刘": "柳", "陈": "程", "杨": "扬", "周": "邹"}
DOUBLE_SURNAMES = "欧阳 司马 上官 诸葛".split()
# Each group sounds alike: a change within it makes the name of somebody else.
GIVEN = (
    "伟玮炜 丽莉俐 军君钧 明鸣铭 华桦骅 敏珉旻 涛韬滔 静靖婧 远苑媛 峰锋枫 志智致 辉晖徽 "
    "建健剑 文雯玟 玉钰育 红虹鸿 平萍苹 春椿纯 海亥骇 新欣馨 强墙蔷 慧惠蕙 林琳霖 立力历"
).split()
# Given parts and patronymics; the similar name changes one of the two.
FIRSTS = (
    "阿依努尔 古丽娜尔 买买提江 热依汗 麦麦提艾力 努尔兰 巴哈尔古丽 吐尔洪 哈丽旦 阿不都热西提 "
    "塔依尔 沙吉旦 木塔力甫 玛依拉 艾合买提江 叶尔肯 迪丽拜尔 乌买尔 祖丽皮亚 库尔班江"
).split()
LASTS = (
    "阿布力孜 吾买尔 斯拉木 托合提 肉孜 卡德尔 阿不都热合曼 尼亚孜 伊布拉音 沙比提 哈斯木 "
    "马合木提 达吾提 亚森 阿不都外力 居马洪 伊敏 苏来曼 艾则孜 米吉提"
).split()
DOTS = "··•‧・．"

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class Cast:
    """The people and bodies of one page; ``dot`` is the interpunct this page prints."""

    name: str
    id_no: str
    unit: str
    alias: str
    dot: str
    alike: tuple[str, ...]
    strangers: tuple[str, ...]
    unit_alike: str
    issuer: str
    second_issuer: str
    other_id: str

    @property
    def units(self) -> tuple[str, str]:
        """The unit's full name and what it is called for short."""
        return self.unit, self.alias


def dice(seed: int) -> Random:
    """The chance of one page; the same seed falls the same way everywhere."""
    return Random(seed)  # noqa: S311  # nothing secret


def id_number(chance: Random, born_after: int = 1962, born_before: int = 1998) -> str:
    """An identity number of an area nobody lives in, with its right check digit."""
    body = (
        f"6599{chance.randrange(1, 40):02d}{chance.randrange(born_after, born_before)}"
        f"{chance.randrange(1, 13):02d}{chance.randrange(1, 29):02d}{chance.randrange(1000):03d}"
    )
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def _han(chance: Random) -> tuple[str, tuple[str, ...]]:
    """A Han name of two to four characters, and names one could take for it."""
    surname = chance.choice(DOUBLE_SURNAMES if chance.random() < 0.12 else SURNAMES)
    groups = chance.sample(GIVEN, 2 if chance.random() < 0.6 else 1)
    given = "".join(chance.choice(group) for group in groups)
    last = next(group for group in groups if given[-1] in group)
    other = chance.choice([mark for mark in last if mark != given[-1]])
    alike = [surname + given[:-1] + other]
    if len(given) == 1:
        alike.append(surname + given + chance.choice("民国生霞"))
    else:
        alike.append(surname + given[::-1])
    if surname in SURNAMES_ALIKE:
        alike.append(SURNAMES_ALIKE[surname] + given)
    return surname + given, tuple(alike)


def _pointed(chance: Random) -> tuple[str, tuple[str, ...]]:
    """A name with an interpunct, and others that share one half of it."""
    first, other_first = chance.sample(FIRSTS, 2)
    last, other_last = chance.sample(LASTS, 2)
    return f"{first}·{last}", (f"{first}·{other_last}", f"{other_first}·{last}")


def _distant(name: str, others: tuple[str, ...]) -> bool:
    """Nothing of ``name`` may be met in the names of strangers: they are no traps."""
    parts = set(name.split("·"))
    return not any(name in other or parts & set(other.split("·")) for other in others)


def cast(chance: Random, pointed: bool | None = None) -> Cast:
    """Somebody new; ``pointed`` wants a name with an interpunct (None: as it comes)."""
    wanted = chance.random() < 0.5 if pointed is None else pointed
    name, alike = (_pointed if wanted else _han)(chance)
    strangers: list[str] = []
    while len(strangers) < 12:
        other = (_pointed if chance.random() < 0.4 else _han)(chance)[0]
        if _distant(name, (other,)) and _distant(other, (name, *alike)) and other not in strangers:
            strangers.append(other)
    home, elsewhere, third = chance.sample(PLACES, 3)
    unit, alias, unit_alike = chance.choice(UNITS)
    issuer, second = chance.sample(ISSUERS, 2)
    return Cast(
        name=name,
        id_no=id_number(chance),
        unit=unit.format(home),
        alias=alias.format(home),
        dot=chance.choice(DOTS),
        alike=alike,
        strangers=tuple(strangers),
        unit_alike=unit_alike.format(home),
        issuer=issuer.format(elsewhere),
        second_issuer=second.format(third),
        other_id=id_number(chance),
    )
