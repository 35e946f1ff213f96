"""The language the program speaks: Chinese, or that of a catalogue beside it.

The Chinese sentence stands in the code and is the key of its translation, as GNU gettext does it.
A catalogue is ``languages/LANGUAGE/LC_MESSAGES/zhicheng.mo``, in ``resources/`` or in the user's
folder; what is missing in it stays Chinese. What a notice prescribes, what goes into a case and
every document is Chinese in any language and never marked.
"""

from __future__ import annotations

import gettext
import json
import os
import re
import struct
from pathlib import Path
from typing import Any

from desktop import paths

CHINESE = "zh_CN"
CHOSEN_BY = "ZHICHENG_LANGUAGE"
DOMAIN = "zhicheng"
DIRECTION = "x-text-direction"
"""The header of a catalogue that says ``rtl`` where its language is written from the right."""


def places() -> tuple[Path, ...]:
    """Where catalogues lie: the user's own before those of the program."""
    return paths.user_data() / "languages", paths.resources() / "languages"


def chosen() -> str:
    """The language asked for: by the environment, else by the settings, else Chinese."""
    asked: Any = os.environ.get(CHOSEN_BY)
    if not asked:
        try:
            settings: Any = json.loads((paths.user_data() / "settings.json").read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return CHINESE
        asked = settings.get("language") if isinstance(settings, dict) else None
    # A name, never a way to another folder.
    return asked if isinstance(asked, str) and re.fullmatch(r"[\w@-]+", asked) else CHINESE


def catalogue(language: str) -> gettext.NullTranslations:
    """The translations into ``language``; where there are none, or a broken file: none."""
    for place in places() if language != CHINESE else ():
        try:
            return gettext.translation(DOMAIN, place, [language])
        except (OSError, ValueError, LookupError, struct.error):
            continue
    return gettext.NullTranslations()


class Language:
    """One language: its name, its sentences, the side its lines begin on."""

    def __init__(self, name: str) -> None:
        self._catalogue = catalogue(name)
        self.name = name if self._catalogue.info() else CHINESE
        self.from_the_right = self._catalogue.info().get(DIRECTION) == "rtl"

    def say(self, text: str, /, **values: object) -> str:
        """``text`` in this language, its ``{name}`` filled; with no values a brace is a brace."""
        said = self._catalogue.gettext(text)
        if not values:
            return said
        try:
            return said.format(**values)
        except (LookupError, ValueError, AttributeError):
            # A translation that names something else: better Chinese than nothing.
            return text.format(**values)

    def word(self, text: str) -> str:
        """What stands in a table, in this language; "" stays so, where gettext has its header."""
        return self._catalogue.gettext(text) if text else ""


# Fixed with the process, before any room is loaded: words in tables are said once, at the start.
SPOKEN = Language(chosen())
tr = SPOKEN.say
"""Marks what people read, and says it. Named so for the extractors: ``xgettext --keyword=tr``."""
shown = SPOKEN.word
"""Says a word of the tables that printed papers read too (pages, findings): where it is shown."""
