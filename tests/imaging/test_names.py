"""A name × a text → what of the text is that name."""

import pytest

from desktop.imaging.matching import names
from desktop.imaging.matching.letters import passage
from tests.imaging.written import Doubt, line, marked, told

HAN = (
    ("王伟", "兹证明⟦王伟⟧同志系我单位职工"),
    ("王伟", "王玮、王伟民、⟦王伟⟧、李伟"),
    ("王伟", "获奖人：王伟民"),
    ("王伟", "王伟民同志、王伟民在场"),
    ("王伟", "负责人⟦王伟⟧（签字）"),
    ("王伟", "⟨王伟⟩喜欢写作"),
    ("王伟", "本人⟦王　伟⟧，在"),
    ("王伟", "⟦王偉⟧"),
    ("张明远", "张明达，⟦张明远⟧，章明远，张远明"),
    ("张明远", "推荐⟦张明远⟧任组长"),
    ("张明远", "⟦張明遠⟧同志"),
    ("张明远", "感谢⟨明远⟩老师的指导，目标明远"),
    ("欧阳志强", "欧阳志刚、⟦欧阳志强⟧、欧阳自强"),
    ("欧阳强", "欧阳强生、⟦欧阳强⟧"),
    ("李娜", "李娜娜 李娟 ⟦李娜⟧"),
    ("李娜", ""),
    ("", "李娜"),
)

POINTED = (
    *(("阿依古丽·热合曼", f"持证人：⟦阿依古丽{dot}热合曼⟧，女") for dot in "·•‧・･∙．.。●ᐧ-* "),
    ("阿依古丽·热合曼", "⟦阿依古丽热合曼⟧"),
    ("阿依古丽·热合曼", "⟦阿依古麗・熱合曼⟧"),
    ("阿依古丽·热合曼", "⟦阿 依 古 丽 · 热 合 曼⟧"),
    ("阿依古丽·热合曼", "阿依古丽·依明、帕提古丽·热合曼"),
    ("阿依古丽·热合曼", "⟨阿依古丽⟩在会上发言"),
    ("阿依古丽·热合曼", "（签字）：⟨阿依古丽⟩."),
    ("阿依古丽·热合曼", "阿依古丽买买提"),
    ("阿依古丽·热合曼", "热合曼·阿依古丽"),
    ("买买提·吐尔逊", "⟨买买提⟩，男"),
    ("艾力·买买提", "艾力，男"),
    ("阿依古丽·阿不都·热合曼", "⟦阿依古丽·阿不都·热合曼⟧与阿依古丽·艾力"),
)


@pytest.mark.parametrize(("name", "text"), [*HAN, *POINTED])
def test_a_name_is_found_as_it_stands(name: str, text: str) -> None:
    plain, wanted = marked(text)
    there = line(plain)
    assert told(names.search(name)(passage(0, there)), there) == wanted


DOUBTFUL: tuple[tuple[str, str, dict[str, Doubt]], ...] = (
    # Misread, but the reader thought of the right one.
    ("张明远", "⟨张明运⟩", {"运": (0.5, {"远": 0.4})}),
    ("张明远", "张明达", {"达": (0.97, {"远": 0.01})}),
    # Two characters leave no room: 王玮 may well be somebody.
    ("王伟", "王玮", {"玮": (0.6, {"伟": 0.1})}),
    ("阿依古丽·热合曼", "⟦阿衣古丽热合曼⟧", {"衣": (0.6, {"依": 0.3})}),
    ("阿依古丽·热合曼", "⟨阿衣古丽热哈曼⟩", {"衣": (0.99, {}), "哈": (0.99, {})}),
    # One character is lost under a seal.
    ("阿依古丽·热合曼", "⟨阿依古丽热曼⟩", {}),
)


@pytest.mark.parametrize(("name", "text", "doubts"), DOUBTFUL)
def test_a_misread_name_is_found_where_the_reader_hesitated(
    name: str, text: str, doubts: dict[str, Doubt]
) -> None:
    plain, wanted = marked(text)
    there = line(plain, doubts=doubts)
    assert told(names.search(name)(passage(0, there)), there) == wanted


@pytest.mark.parametrize(
    ("name", "others", "text"),
    [
        ("王伟", ["王伟喜"], "王伟喜欢来了，⟦王伟⟧"),
        ("张明远", ["张明运"], "张明运"),
        ("阿依古丽·热合曼", ["阿依古丽·热合满"], "阿依古丽·热合满，⟦阿依古丽·热合曼⟧"),
        ("王伟", ["王伟", ""], "⟦王伟⟧"),
    ],
)
def test_people_known_to_be_there_stay_clear(name: str, others: list[str], text: str) -> None:
    plain, wanted = marked(text)
    there = line(plain, doubts={"运": (0.5, {"远": 0.4})})
    assert told(names.search(name, others)(passage(0, there)), there) == wanted
