"""The big button below: always one, and it always leads on."""

from __future__ import annotations

from desktop.app.session import Session
from desktop.app.tasks.following import Next, following
from desktop.app.tasks.required import Required
from desktop.language import tr

_BACK = tr("回到退回意见")


def big_button(
    session: Session, required: Required, page_id: str, after: str
) -> tuple[str, Next | None]:
    """What the button says at ``page_id``, and where it leads; None: to the page ``after``.

    While the form is filled in it goes from page to page. At the last page and in the overview
    (``after`` is empty), and once the case is out, it names the very next thing.
    """
    afterwards = session.case.track.submitted or session.case.track.returns
    if after and not afterwards:
        return tr("下一步：{after} →", after=after), None
    coming = following(session, required)
    if coming.page == page_id and coming.path:
        # One is there already: what is left is to say that it is done.
        coming = Next(_BACK, coming.said, coming.where, act="tracking")
    return f"{coming.label} →", coming
