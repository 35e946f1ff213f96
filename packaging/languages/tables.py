"""What the program's tables hold: words that paper says in Chinese, and a window in any language.

They are marked where they are shown (``desktop.language.shown``), so they are read off the tables.
"""

from collections.abc import Iterable, Iterator

from desktop.app.findings import messages
from desktop.app.pages import PAGES
from desktop.app.pages.form import Field, ListSection, Page, Section
from desktop.app.pages.review import REVIEW

PAGES_FILE = "desktop/app/pages"
FINDINGS_FILE = "desktop/app/findings/messages.py"


def everything() -> dict[str, list[str]]:
    """Each word or sentence and where its table stands."""
    found = {text: [FINDINGS_FILE] for text in _of_findings() if text}
    found |= {text: [PAGES_FILE] for page in (*PAGES, REVIEW) for text in _of_page(page) if text}
    return dict(sorted(found.items()))


def _of_findings() -> Iterator[str]:
    yield from messages.SENTENCES.values()
    yield from messages.WORDS.values()
    yield from messages.MASKED.values()


def _of_page(page: Page) -> Iterator[str]:
    yield page.title
    yield from _plain(page.lead)
    for section in page.sections:
        yield section.title
        yield from _plain(section.hint)
        yield from _of_parts((section,) if isinstance(section, ListSection) else section.fields)


def _of_parts(parts: Iterable[Section | ListSection | Field]) -> Iterator[str]:
    for part in parts:
        yield from _plain(part.hint)
        match part:
            case Field():
                yield from (part.label, part.unit)
            case ListSection():
                yield from (part.title, part.add, part.noun)
                yield from _of_parts(part.fields)
            case Section():
                yield part.title


def _plain(hint: object) -> Iterator[str]:
    """A hint that is the same for everybody; what is worked out holds a notice's own words."""
    if isinstance(hint, str):
        yield hint
