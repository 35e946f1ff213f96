"""Checks of the mask plan: each page decided, what appears on it covered, nothing without need."""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.case import Attachment
from desktop.domain.operations import (
    MaskArea,
    MaskDecided,
    MaskDone,
    MaskNeedless,
    MaskOthers,
)
from desktop.domain.scene import Outcome, Scene, doubts, fails, ok, waits
from desktop.domain.vocabulary import NO, YES


def _pages(scene: Scene) -> list[Attachment]:
    """The attachments that take part: not those the notice wants left clear."""
    clear = {slot.id for slot in scene.notice.slots if not slot.mask}
    clear.update(scene.notice.masking.never)
    return [file for file in scene.case.attachments if file.slot not in clear]


def _decided(scene: Scene) -> list[Attachment]:
    return [file for file in _pages(scene) if file.mask.decision in (YES, NO)]


def _nothing_decided(scene: Scene) -> Outcome:
    return waits("mask_none_decided" if _pages(scene) else "no_files", "attachments")


def _about(
    files: list[Attachment], scene: Scene, answer: Callable[..., Outcome], *, reason: str
) -> Outcome:
    """The answer for these files: how many there are, and in which slot the first one lies."""
    slot = files[0].slot
    paths = [f"attachments.{file.id}" for file in files]
    return answer(reason, *paths, slot=slot, n=len(files), where=scene.title(slot))


def mask_decided(_check: MaskDecided, scene: Scene) -> Outcome:
    """Every page has its 是 or 否."""
    pages = _pages(scene)
    if not pages:
        return waits("no_files", "attachments")
    open_ = [file for file in pages if file.mask.decision not in (YES, NO)]
    if not open_:
        return ok()
    return _about(open_, scene, fails, reason="mask_undecided")


def mask_done(check: MaskDone, scene: Scene) -> Outcome:
    """Where one of these kinds appears, the page is to be masked and the kind is covered.

    Pages without a decision are :func:`mask_decided`'s; with none decided nothing can be said.
    """
    pages = _decided(scene)
    if not pages:
        return _nothing_decided(scene)
    shown = [file for file in pages if set(check.of) & set(file.mask.needed)]
    denied = [file for file in shown if file.mask.decision == NO]
    clear = [
        file
        for file in shown
        if file not in denied and set(check.of) & set(file.mask.needed) - set(file.mask.done)
    ]
    bad = denied or clear
    if not bad:
        return ok()
    found = _about(bad, scene, fails, reason="mask_denied" if denied else "mask_missing")
    return found.telling({"kind": check.of[0]})


def mask_needless(_check: MaskNeedless, scene: Scene) -> Outcome:
    """A page without anything to cover says 否."""
    pages = _decided(scene)
    if not pages:
        return _nothing_decided(scene)
    idle = [
        file
        for file in pages
        if file.mask.decision == YES and not file.mask.needed and not file.mask.done
    ]
    if not idle:
        return ok()
    return _about(idle, scene, doubts, reason="mask_needless")


def mask_area(check: MaskArea, scene: Scene) -> Outcome:
    """No page is covered over a larger share than is advised."""
    large = [file for file in _pages(scene) if file.mask.area > check.share]
    if not large:
        return ok() if _pages(scene) else waits("no_files", "attachments")
    found = _about(large, scene, fails, reason="mask_large")
    return found.telling({"percent": round(check.share * 100)})


def mask_others(_check: MaskOthers, scene: Scene) -> Outcome:
    """Nobody else's name is covered, as far as is known; the person confirms it."""
    others = [file for file in _pages(scene) if file.mask.others_covered]
    if not others:
        return ok() if _pages(scene) else waits("no_files", "attachments")
    return _about(others, scene, fails, reason="mask_others")
