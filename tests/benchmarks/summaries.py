"""Made-up 工作总结 of any length, the same each time: what typesetters are held against.

Every sentence has what makes a line hard to end: brackets and quotes, numbers with their units,
Latin words, long names with interpuncts. People, places and works are invented.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

NAMES = (
    "张䶮",
    "欧阳木子",
    "热合曼·买买提",
    "古丽努尔·阿卜杜热依木",
    "阿卜杜热合曼·买买提·吐尔逊",
)
SENTENCES = (
    (
        "{year}年{month}月至{later}年{month}月，主持“{place}生态修复工程”（一期），"
        "完成造林{large}亩，成活率达{share}%。"
    ),
    (
        "负责GPS样地布设与ArcGIS Pro {small}.1数据处理，完成外业样地{count}块、"
        "内业图斑{small}.{small}万个，面积{large} hm²。"
    ),
    (
        "与{name}、{other}同志合作，编制《{place}胡杨林资源调查报告》1份，经专家评审，"
        "评定为“优秀”等次（详见附件——“验收意见”）。"
    ),
    (
        "针对苗木“成活难、保存难、成林难”等问题……"
        "先后试验了滴灌、沟灌、覆膜3种方式，使成活率由{share}%提高到9{small}.5%！"
    ),
    (
        "在《{place}林业》{year}年第{small}期发表论文《干旱区（年降水量<60 mm）防护林更新初探》，"
        "第一作者为{name}。"
    ),
    (
        "累计培训农牧民{count}人次，发放“明白纸”{large}份；"
        "带领{other}等{small}名技术人员，完成了12处采种基地的建设。"
    ),
    (
        "运用R语言、Python与SPSS等软件，建立了生长量（m³）模型：R²为0.9{small}，"
        "均方根误差为{small}.{small}%，结果较为可靠。"
    ),
    (
        "该项目总投资1,{count}.{small}万元，于{year}年{month}月通过验收；"
        "成果已在“三北”工程{place}片区推广应用{large}公顷。"
    ),
    (
        "参照GB/T 15776-2016、LY/T 1607等标准，对{place}的{count}株古树（含名木）逐株建档，"
        "做到“一树一档、一树一策”。"
    ),
    (
        "工作中，我始终坚持“实事求是、精益求精”；对拿不准的，向{name}同志请教，"
        "对做得不够的，及时改正。"
    ),
)
HEADINGS = ("工作态度与职业操守", "专业技术工作", "主要业绩成果", "学习与培训", "不足与今后打算")
PLACES = ("车尔臣河流域", "英巴扎", "罗布淖尔", "孔雀河下游", "琼库勒")
ORDER = "一二三四五"


@dataclass(frozen=True)
class Summary:
    """A summary's lines, headings among them, and the names that stand in it."""

    lines: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def text(self) -> str:
        """As it would be typed."""
        return "\n".join(self.lines)


def summary(seed: int, length: int = 3000) -> Summary:
    """The summary of that number, of about ``length`` characters."""
    chance = random.Random(seed)  # noqa: S311 - the same each time
    lines: list[str] = []
    written = 0
    for number, heading in enumerate(HEADINGS):
        lines.append(f"{ORDER[number]}、{heading}")
        while written < length * (number + 1) / len(HEADINGS):
            lines.append("".join(_sentence(chance) for _ in range(chance.randint(2, 4))))
            written += len(lines[-1])
    text = "\n".join(lines)
    return Summary(tuple(lines), tuple(name for name in NAMES if name in text))


def _sentence(chance: random.Random) -> str:
    year = chance.randint(2009, 2019)
    name, other = chance.sample(NAMES, 2)
    return chance.choice(SENTENCES).format(
        year=year,
        later=year + chance.randint(1, 4),
        month=chance.randint(1, 12),
        place=chance.choice(PLACES),
        large=chance.randint(1200, 38000),
        count=chance.randint(101, 980),
        share=chance.randint(52, 88),
        small=chance.randint(2, 9),
        name=name,
        other=other,
    )
