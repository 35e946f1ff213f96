"""Wording of the 工作总结 that wants a second look: vague words, and what is said twice.

Nothing here is against a notice: it is advice, and never changes a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.app.summary.writing import Hit, paragraph, placed
from desktop.language import tr

VAGUE: dict[str, str] = {
    "等等": tr("写全，或只写最要紧的几项"),
    "若干": tr("写出数量"),
    "大概": tr("写出数量或时间"),
    "大约": tr("写出数量或时间"),
    "左右": tr("写出数量或时间"),
    "差不多": tr("写出数量或程度"),
    "一些": tr("写出是哪些、多少"),
    "很多": tr("写出数量"),
    "许多": tr("写出数量"),
    "诸多": tr("写出是哪些、多少"),
    "不少": tr("写出数量"),
    "大量": tr("写出数量"),
    "多次": tr("写出次数"),
    "多项": tr("写出项数"),
    "多个": tr("写出个数"),
    "有所": tr("写出提高或减少了多少"),
    "较好": tr("写出结果"),
    "一定的": tr("写出是什么、多少"),
    "基本上": tr("写出完成了多少"),
    "可能": tr("写确实发生的事"),
    "某些": tr("写出是哪些"),
    "相关工作": tr("写出是什么工作"),
    "有关工作": tr("写出是什么工作"),
    "方方面面": tr("写出是哪几方面"),
}
"""A vague word, and what to write in its place."""

_VAGUE = re.compile("|".join(sorted(map(re.escape, VAGUE), key=len, reverse=True)))
_ETC = re.compile(r"(?<=[\u4e00-\u9fff》”])(?<!等)等(?=[，。；！？\n]|$)")
_CLAUSE = re.compile(r"[^，。；：！？、\s“”‘’（）()]+")

LONG = 8
"""Characters from which on the same words twice are a repetition and no manner of speaking."""


def phrases(text: str) -> tuple[Hit, ...]:
    """The places to look at again, in the order of the text."""
    return tuple(sorted((*_vague(text), *_repeated(text)), key=lambda hit: hit.start))


def _vague(text: str) -> Iterator[Hit]:
    for found in _VAGUE.finditer(text):
        yield placed(
            text,
            found.start(),
            found.end(),
            tr("含糊，{advice}", advice=VAGUE[found[0]]),
            sure=False,
        )
    for found in _ETC.finditer(text):
        yield placed(
            text, found.start(), found.end(), tr("含糊，{advice}", advice=VAGUE["等等"]), sure=False
        )


def _repeated(text: str) -> Iterator[Hit]:
    """Every clause but the first of those that say the same to the letter."""
    first: dict[str, int] = {}
    for found in _CLAUSE.finditer(text):
        if len(found[0]) < LONG:
            continue
        if found[0] in first:
            before = paragraph(text, first[found[0]])
            yield placed(
                text,
                found.start(),
                found.end(),
                tr("与第 {before} 段重复", before=before),
                sure=False,
            )
        else:
            first[found[0]] = found.start()
