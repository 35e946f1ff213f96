"""The manual: every topic is there, its links lead somewhere, and it is found by its words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop import paths
from desktop.app.help.manual import (
    ORDER,
    PICTURES,
    THEMES,
    manual,
    picture_file,
    plain,
    search,
)
from desktop.app.pages import PAGES

TOPICS = {topic.id: topic for topic in manual()}


def test_every_file_is_a_topic_and_every_wizard_page_has_one() -> None:
    files = {path.stem for path in (paths.resources() / "help" / "manual").glob("*.md")}
    assert files | {"security", "templates"} == set(ORDER)
    assert {page.id for page in PAGES} <= set(TOPICS)


@pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda topic: topic.id)
def test_links_lead_to_topics_and_their_headings(topic: object) -> None:
    text = topic.text  # type: ignore[attr-defined]
    for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", text):
        name, _, heading = target.partition("#")
        assert name in TOPICS
        assert not heading or f"## {heading}" in TOPICS[name].text


def test_every_picture_is_there_light_and_dark_and_is_used() -> None:
    told = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", "".join(topic.text for topic in TOPICS.values()))
    names = [Path(place).name for _, place in told]
    assert all(
        place == f"pictures/light/{name}" for (_, place), name in zip(told, names, strict=True)
    )
    folder = paths.resources() / "help" / "manual" / PICTURES
    for theme in THEMES:
        assert {file.name for file in (folder / theme).iterdir()} == set(names)
        assert all(picture_file(name, theme).is_file() for name in names)


def test_the_pictures_weigh_little() -> None:
    folder = paths.resources() / "help" / "manual" / PICTURES
    assert sum(file.stat().st_size for file in folder.rglob("*.png")) < 3_000_000


def test_pages_are_called_as_the_wizard_calls_them() -> None:
    for page in PAGES:
        assert TOPICS[page.id].title == page.title


@pytest.mark.parametrize(
    ("wanted", "topic", "heading"),
    [
        ("学信网备案表", "glossary", "学信网备案表"),
        ("公需 专业", "glossary", "公需科目与专业科目"),
        ("ctrl＋l", "keys", "快捷键"),
        ("恢复码单丢了", "safety", "口令、备份和锁定"),
        ("衬纸", "publicity", "公示与推荐"),
    ],
)
def test_what_is_looked_for_is_found_first(wanted: str, topic: str, heading: str) -> None:
    found = search(tuple(TOPICS.values()), wanted)
    assert (found[0].topic.id, found[0].heading) == (topic, heading)


@pytest.mark.parametrize("wanted", ["", "  ", "没有这样的话"])
def test_nothing_is_found_where_nothing_is(wanted: str) -> None:
    assert search(tuple(TOPICS.values()), wanted) == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- **锁定**：离开一会儿", "锁定 ：离开一会儿"),
        ("![首页](pictures/light/start.png)", "首页"),
        ("| F1 | 打开帮助 |", "F1 打开帮助"),
        ("| --- | --- |", ""),
        ("见[遮盖](masks)。", "见 遮盖 。"),
        ("1. 登录平台", "登录平台"),
    ],
)
def test_a_line_is_shown_without_its_signs(line: str, said: str) -> None:
    assert plain(line) == said
