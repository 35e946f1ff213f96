"""The official faces offices have, by the names they go by, and what each has to look like."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.documents.fonts import Hand

NAMES: dict[Hand, tuple[str, ...]] = {
    Hand.FANG: (
        *("仿宋_GB2312", "FangSong_GB2312", "方正仿宋_GB2312", "方正仿宋_GBK", "FZFangSong-Z02"),
        *("方正仿宋简体", "FZFangSong-Z02S", "仿宋", "FangSong", "华文仿宋", "STFangsong"),
    ),
    Hand.BIAOSONG: (
        *("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
    ),
    Hand.HEI: (*("黑体", "SimHei", "方正黑体_GBK", "FZHei-B01", "方正黑体简体", "FZHei-B01S"),),
    Hand.KAI: (
        *("楷体_GB2312", "KaiTi_GB2312", "方正楷体_GB2312", "方正楷体_GBK", "FZKai-Z03"),
        *("方正楷体简体", "FZKai-Z03S", "楷体", "KaiTi", "华文楷体", "STKaiti"),
    ),
    Hand.SONG: (*("宋体", "SimSun", "方正书宋_GBK", "FZShuSong-Z01", "华文宋体", "STSong"),),
}
"""Those of a hand from the most official on (GB/T 9704 names 仿宋, 小标宋, 黑体, 楷体)."""


@dataclass(frozen=True, slots=True)
class Strokes:
    """What strokes look like, in 1/1000 em.

    ``rise`` of a level stroke to the right in thousandths of its length, how ``level`` strokes and
    ``stems`` are thick.
    """

    rise: float
    level: float
    stems: float


@dataclass(frozen=True, slots=True)
class Looks:
    """From and to what the strokes of a hand are; ``contrast`` is stems over level strokes."""

    rise: tuple[float, float]
    level: tuple[float, float]
    stems: tuple[float, float]
    contrast: tuple[float, float]

    def fit(self, strokes: Strokes) -> bool:
        """Whether strokes can be of that hand."""
        contrast = strokes.stems / strokes.level if strokes.level else 0.0
        return all(
            least <= value <= most
            for value, (least, most) in (
                (strokes.rise, self.rise),
                (strokes.level, self.level),
                (strokes.stems, self.stems),
                (contrast, self.contrast),
            )
        )


_RISING, _LEVEL = (25.0, 200.0), (-15.0, 15.0)

LOOKS: dict[Hand, Looks] = {
    Hand.FANG: Looks(_RISING, (18, 56), (20, 62), (0.6, 1.8)),
    Hand.KAI: Looks(_RISING, (34, 95), (34, 110), (0.6, 1.8)),
    Hand.SONG: Looks(_LEVEL, (12, 50), (36, 92), (1.25, 6)),
    Hand.BIAOSONG: Looks(_LEVEL, (15, 70), (78, 180), (1.6, 9)),
    Hand.HEI: Looks(_LEVEL, (45, 125), (45, 135), (0.7, 1.5)),
}
"""Wide enough for every foundry's cut, too narrow for another hand under a hand's name."""
