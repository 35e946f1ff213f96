"""Headings of a 工作总结 in an office's own template."""

from __future__ import annotations

import io

import docx

from desktop.app.notices.installed import notice as load
from desktop.documents.fonts import Fonts
from desktop.documents.material import Material
from desktop.documents.templates.filling import filled
from desktop.documents.templates.judging import judged
from desktop.documents.templates.starting import started
from desktop.documents.templates.values import values

from .cases import NOW, full
from .word import par, part, word

TEXT = (
    "任现职以来，认真履行职责。\n一、工作态度\n勤恳务实。\n（一）细节\n二、这一句是正文，不是标题。"
)


def summary() -> Material:
    notice = load("BM24")
    return Material(full("BM24", summary__text=TEXT), notice, notice.document("summary"), NOW)


def test_they_stand_in_the_templates_styles_of_headings(fonts: Fonts) -> None:
    of = summary()
    template = started(of.terms, of.notice, NOW, fonts)
    made = docx.Document(io.BytesIO(filled(template, values(of, judged(template, of).fields))))
    styles = {p.text: p.style.name for p in made.paragraphs if p.style and p.text in TEXT}
    assert styles["一、工作态度"] == "Heading 1"
    assert styles["（一）细节"] == "Heading 2"
    assert {styles[text] for text in TEXT.split("\n")[::2]} == {"Normal"}


def test_without_such_styles_and_beside_other_words_they_are_text() -> None:
    of = summary()
    template = word(par("{{工作总结}}"), par("总结：{{工作总结}}"))
    made = part(filled(template, values(of, ("工作总结",))))
    assert "pStyle" not in made
    assert made.count("一、工作态度") == 2
