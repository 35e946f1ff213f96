"""Lines of a Word twin end where the PDF's do, without line ends put in by hand.

Two programs that break lines as they come (Word's way of measuring, and LibreOffice's) are played
here; LibreOffice itself is asked in ``test_docx_twins``.
"""

import random
from dataclasses import dataclass
from itertools import pairwise

import pytest

from desktop.documents.blocks import Align
from desktop.documents.docx.flow import Face, Measure, Run, runs
from desktop.documents.fonts import Fonts, Hand
from desktop.documents.geometry import OFFICIAL
from desktop.documents.marks import CLOSING, NOT_FIRST, NOT_LAST, is_ideograph, is_wide
from desktop.documents.setting import Setter

NAME = "阿卜杜热合曼·买买提·吐尔逊"
PLAIN = (
    "任现职以来我始终把造林质量放在第一位坚持到现场去看苗木成活情况每年春季组织整地栽植秋季开展抚育"
    "和补植针对干旱区水分不足的问题与同事反复试验节水灌溉做法记录土壤含水量和保存率按小班建立台账"
)
TEXTS = (
    PLAIN * 3,
    (
        "根据2024年自治区职称评审工作安排，已于2024年7月22日至2024年7月29日在本单位公示，公示期间无异议。"
        "如有疑异，请电话或书面形式反映至公司综合办公室，监督电话：0996-7000001，过期不再受理。"
    ),
    (
        "张䶮同志（身份证号：659901198805120028），系我单位专业技术人员。“访惠聚”驻村期间，坚持走访农户，"
        "解决实际问题；完成《英巴扎片区防护林改造》设计，节约用水3.5%，成活率达到96.2%以上。"
    ),
    f"现将{NAME}同志申报职称的有关情况公示如下：{NAME}同志一贯勤恳，{NAME}同志所报材料真实。",
)

MARKS = ("", "", "，", "。", "、", "2019年", "3项", "（其中", "）", "“", "”")
WORDS = ("", "", "", "", "GIS", "0996-7000001", "《胡杨》", NAME)


@dataclass(frozen=True)
class Played:
    """A program: em between scripts, whether blanks are taken away behind a stretch's last one."""

    autospace: float
    whole: bool


WORD = Played(0.25, True)
OFFICE = Played(0.2, False)


@dataclass(frozen=True)
class Set:
    """A character as it is set: its width in points."""

    char: str
    width: float


def typed(made: list[Run]) -> str:
    return "".join(run.text for run in made)


def set_out(made: list[Run], size: float, spacing: int, program: Played) -> list[Set | None]:
    """Every character with its width; None for a line ended by hand."""
    found: list[Set | None] = []
    for run in made:
        added = (spacing if run.spacing is None else run.spacing) / 20
        for index, char in enumerate(run.text):
            em = 0.33 if run.face is Face.LATIN else 1.0 if is_wide(char) else latin(char)
            after = run.text[index + 1 : index + 2]
            last = not after or is_wide(after) != is_wide(char)
            keeps = added >= 0 or program.whole or not last
            found.append(Set(char, em * size * run.scale / 100 + added * keeps))
        if run.ends:
            found.append(None)
    return found


def latin(char: str) -> float:
    """Widths of Times New Roman, which every program has."""
    return {" ": 0.25, ".": 0.25, "-": 0.333, "%": 0.833, "/": 0.278}.get(char, 0.5)


def gap(one: str, other: str) -> bool:
    pair = (one, other), (other, one)
    return any(is_ideograph(a) and b.isalnum() and not is_wide(b) for a, b in pair)


def broken(made: list[Run], measure: Measure, program: Played) -> list[str]:
    """The lines as the program breaks them: as much as goes in, 避头尾, words whole."""
    lines, line, used = [], "", 0.0
    chars = set_out(made, measure.size, measure.spacing, program)
    room = measure.room - measure.indent
    index = 0
    while index < len(chars):
        end = index + 1
        first = chars[index]
        if first is None:
            lines.append(line)
            line, used, room, index = "", 0.0, measure.room, end
            continue
        while end < len(chars) and tied(chars[end - 1], chars[end]):
            end += 1
        piece = [each for each in chars[index:end] if each is not None]
        texts = [each.char for each in piece]
        gaps = sum(gap(one, other) for one, other in pairwise(texts))
        width = sum(each.width for each in piece) + gaps * program.autospace * measure.size
        joint = program.autospace * measure.size * (bool(line) and gap(line[-1], texts[0]))
        hanging = piece[-1].width if piece[-1].char == " " else 0.0
        if line and used + joint + width - hanging > room + 0.01:
            lines.append(line)
            line, used, joint, room = "", 0.0, 0.0, measure.room
        line += "".join(each.char for each in piece)
        used += joint + width
        index = end
    return [*lines, line] if line else lines


def tied(one: Set | None, other: Set | None) -> bool:
    """Whether no line may end between the two."""
    if one is None or other is None:
        return False
    if other.char in NOT_FIRST or one.char in NOT_LAST or other.char == " ":
        return True
    latins = [not is_wide(char) and char != " " for char in (one.char, other.char)]
    return all(latins) and one.char != "-"


def composed(text: str, fonts: Fonts, *, justify: bool, room: float) -> tuple[list[str], Measure]:
    setter = Setter(OFFICIAL, fonts)
    size, pitch = OFFICIAL.size, OFFICIAL.pitch
    indent = 2 * pitch if justify else 0.0
    lines = setter.compose(
        text,
        Hand.FANG,
        room / size,
        pitch=pitch / size,
        indent=indent / size,
        keep=(NAME,),
        align=Align.JUSTIFY if justify else Align.LEFT,
    )

    def advance(char: str) -> float:
        return fonts.hand(Hand.SONG).glyph(char, wide=False)[1]

    return [line.text for line in lines], Measure(room, size, advance, -5, indent, justify)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("program", [WORD, OFFICE])
def test_a_program_that_takes_lines_as_they_come_ends_them_alike(
    text: str, program: Played, fonts: Fonts
) -> None:
    lines, measure = composed(text, fonts, justify=True, room=OFFICIAL.width)
    assert len(lines) > 2
    made = runs(text, lines, measure)
    assert typed(made) == text
    assert broken(made, measure, program) == lines


@pytest.mark.parametrize("program", [WORD, OFFICE])
def test_so_it_is_with_texts_nobody_chose(program: Played, fonts: Fonts) -> None:
    chance = random.Random(7)  # noqa: S311
    for _ in range(60):
        text = scrambled(chance)
        lines, measure = composed(text, fonts, justify=True, room=OFFICIAL.width)
        made = runs(text, lines, measure)
        assert broken(made, measure, program) == lines


@pytest.mark.parametrize("room", [90.0, 140.0, 210.0])
@pytest.mark.parametrize("program", [WORD, OFFICE])
def test_and_in_narrow_cells_that_are_not_filled(
    room: float, program: Played, fonts: Fonts
) -> None:
    for text in TEXTS:
        lines, measure = composed(text, fonts, justify=False, room=room)
        made = runs(text, lines, measure)
        assert typed(made) == text
        assert [line.strip() for line in broken(made, measure, program)] == [
            line.strip() for line in lines
        ]


def scrambled(chance: random.Random) -> str:
    """Sentences of a summary: mostly characters, a few numbers, marks and words."""
    parts = []
    for _ in range(chance.randint(6, 30)):
        start = chance.randrange(len(PLAIN) - 12)
        parts.append(PLAIN[start : start + chance.randint(2, 12)])
        parts.append(
            chance.choice(("", "", "，", "。", "、", "2019年", "3项", "（其中", "）", "“", "”"))
        )
        parts.append(chance.choice(("", "", "", "", "GIS", "0996-7000001", "《胡杨》", NAME)))
    return "".join(parts)


def test_running_text_has_no_line_end_put_in_by_hand(fonts: Fonts) -> None:
    lines, measure = composed(TEXTS[0], fonts, justify=True, room=OFFICIAL.width)
    assert not any(run.ends for run in runs(TEXTS[0], lines, measure))


def test_but_between_a_mark_and_a_number_which_libreoffice_holds_together(fonts: Fonts) -> None:
    for mark in "，。）》”":
        text = f"{PLAIN[:25]}{mark}2024年完成{PLAIN[:20]}"
        lines, measure = composed(text, fonts, justify=True, room=OFFICIAL.width)
        assert lines[0].endswith(mark)
        made = runs(text, lines, measure)
        assert [run.ends for run in made if run.ends] == [True]
        assert broken(made, measure, WORD) == lines


def test_a_line_left_short_for_what_cannot_be_parted_ends_by_hand(fonts: Fonts) -> None:
    number = "1" * 30
    text = f"项目编号为{number}，后来又改"
    lines, measure = composed(text, fonts, justify=False, room=250.0)
    made = runs(text, ["项目编号为", *lines[1:]], measure)
    assert lines[0] == "项目编号为"
    assert broken(made, measure, WORD) == lines
    kept, justified = composed(f"现公示{NAME}", fonts, justify=True, room=200.0)
    assert any(run.ends for run in runs(f"现公示{NAME}", ["现公示", NAME], justified))
    assert "".join(kept) == f"现公示{NAME}"


def test_spacing_stays_a_hair(fonts: Fonts) -> None:
    """Nobody sees it: less than a sixth of a character, where a text is not all numbers."""
    for text in (TEXTS[0], *TEXTS[2:]):
        lines, measure = composed(text, fonts, justify=True, room=OFFICIAL.width)
        for run in runs(text, lines, measure):
            assert abs(run.spacing or 0) <= 0.17 * OFFICIAL.size * 20
            assert run.scale >= 94


def test_line_ends_of_the_text_itself_are_kept(fonts: Fonts) -> None:
    text = "第一行\n第二行"
    lines, measure = composed(text, fonts, justify=False, room=200.0)
    made = runs(text, lines, measure)
    assert [run.text for run in made if run.text] == ["第一行", "第二行"]
    assert sum(run.ends for run in made) == 1


def test_the_interpunct_and_quotes_are_as_wide_everywhere(fonts: Fonts) -> None:
    text = "“甲”与GIS“乙·丙”"
    lines, measure = composed(text, fonts, justify=True, room=OFFICIAL.width)
    faces = {run.text: run.face for run in runs(text, lines, measure)}
    assert faces["·"] is Face.LATIN
    assert faces["“"] is Face.CHINESE
    assert CLOSING  # the closing ones follow Chinese text and need nothing
