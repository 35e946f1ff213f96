"""What people read can be said in another language, and stays Chinese where it is not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import language
from desktop.language import CHINESE, CHOSEN_BY, Language, tr
from languages import catalogues

HEADER = "Language: ug\nContent-Type: text/plain; charset=UTF-8\nX-Text-Direction: rtl\n"
SAID = {
    "": HEADER,
    "下一步": "Next",
    "还差 {n} 字": "{n} to go",
    "多出 {n} 字": "{many} too many",
    "第 {n} 步": "step {n",
}


def installed(home: Path, name: str, said: dict[str, str]) -> None:
    """Put a catalogue into the user's folder."""
    folder = home / "languages" / name / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "zhicheng.mo").write_bytes(catalogues.compiled(said))


def test_without_a_catalogue_it_is_the_sentence_itself() -> None:
    assert tr("下一步") == "下一步"
    assert tr("还差 {n} 字", n=3) == "还差 3 字"
    assert tr("{at:%H:%M}，{share:.1f}", at=_noon(), share=2.25) == "12:00，2.2"
    # A value is never looked into, and a sentence without values may have braces.
    assert tr("“{name}”", name="{n}") == "“{n}”"
    assert tr("用 {} 括起来") == "用 {} 括起来"


def test_a_catalogue_says_it_and_what_it_lacks_stays_chinese(own_home: Path) -> None:
    installed(own_home, "ug", SAID)
    spoken = Language("ug")
    assert spoken.name == "ug"
    assert spoken.from_the_right
    assert spoken.say("下一步") == "Next"
    assert spoken.say("还差 {n} 字", n=3) == "3 to go"
    assert spoken.say("上一步") == "上一步"


def test_a_translation_that_names_other_places_is_not_used(own_home: Path) -> None:
    installed(own_home, "ug", SAID)
    assert Language("ug").say("多出 {n} 字", n=3) == "多出 3 字"
    assert Language("ug").say("第 {n} 步", n=3) == "第 3 步"
    assert len(list(catalogues.misplaced(SAID))) == 2


@pytest.mark.parametrize("damage", [b"", b"no catalogue at all, but long enough to be one", None])
def test_a_broken_catalogue_leaves_all_chinese(own_home: Path, damage: bytes | None) -> None:
    installed(own_home, "kk", SAID)
    file = own_home / "languages" / "kk" / "LC_MESSAGES" / "zhicheng.mo"
    file.write_bytes(file.read_bytes()[:60] if damage is None else damage)
    spoken = Language("kk")
    assert (spoken.name, spoken.from_the_right, spoken.say("下一步")) == (CHINESE, False, "下一步")


def test_the_language_is_chosen_by_the_settings_and_before_them_by_the_environment(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(CHOSEN_BY, raising=False)
    assert language.chosen() == CHINESE
    for wrong in ("{", "[]", '{"language": 3}', '{"language": "../../other"}'):
        (own_home / "settings.json").write_text(wrong, "utf-8")
        assert language.chosen() == CHINESE
    (own_home / "settings.json").write_text(json.dumps({"language": "ug"}), "utf-8")
    assert language.chosen() == "ug"
    monkeypatch.setenv(CHOSEN_BY, "kk")
    assert language.chosen() == "kk"


def test_the_words_of_tables_are_those_of_the_process(own_home: Path) -> None:
    installed(own_home, "ug", {"": HEADER, "姓名": "Name"})
    asked = "from desktop.ui.applicants.columns import COLUMNS; print(*(c.title for c in COLUMNS))"
    done = subprocess.run(
        [sys.executable, "-c", asked],
        env={**os.environ, CHOSEN_BY: "ug", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
        timeout=60,
        text=True,
    )
    assert {"Name", "部门"} <= set(done.stdout.split())


def test_the_template_has_every_sentence_of_the_program() -> None:
    expected = catalogues.template(catalogues.everything())
    # `PYTHONPATH=.:packaging python -m languages.catalogues template` writes it anew.
    assert catalogues.TEMPLATE.read_text("utf-8") == expected


def test_a_catalogue_written_by_hand_is_read_as_gettext_reads_it(tmp_path: Path) -> None:
    text = (
        '# who\nmsgid ""\nmsgstr ""\n"Language: ug\\n"\n"X-Text-Direction: rtl\\n"\n\n'
        '#: a.py\n#, python-brace-format\nmsgid "还差 {n} 字"\nmsgstr "{n} left"\n\n'
        '#, fuzzy\nmsgid "下一步"\nmsgstr "Back"\n\n'
        'msgid ""\n"一行\\n"\n"“两行”"\nmsgstr "a\\n\\"b\\""\n\n'
        'msgid "上一步"\nmsgstr ""\n'
    )
    assert catalogues.read(text) == {
        "": "Language: ug\nX-Text-Direction: rtl\n",
        "还差 {n} 字": "{n} left",
        "一行\n“两行”": 'a\n"b"',
    }
    (tmp_path / "zhicheng.po").write_text(text, "utf-8")
    assert catalogues.main(["compile", str(tmp_path)]) == 0
    assert (tmp_path / "zhicheng.mo").stat().st_size > 100
    (tmp_path / "zhicheng.po").write_text(text.replace("{n} left", "{m} left"), "utf-8")
    assert catalogues.main(["compile", str(tmp_path)]) == 1


def _noon() -> object:
    from datetime import UTC, datetime

    return datetime(2026, 7, 20, 12, tzinfo=UTC)
