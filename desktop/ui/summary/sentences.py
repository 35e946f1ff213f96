"""What the page of the 工作总结 says about the text, in sentences."""

from __future__ import annotations

from desktop.app.summary.writing import Hit
from desktop.domain.case import Case
from desktop.domain.terms import SummaryTerms
from desktop.language import tr


def invitation(terms: SummaryTerms) -> str:
    """What stands in the empty editor."""
    topics = "、".join(terms.topics)
    about = tr("写一写任现职以来的{topics}。", topics=topics) if topics else ""
    names = "" if terms.identity_allowed else tr("文中用“我”“本单位”，不写姓名和单位名称。")
    return tr("可以直接在这里写，也可以从别处粘贴过来。") + f"\n{about}{names}"


def names_told(named: tuple[Hit, ...], case: Case, text: str) -> tuple[str, str]:
    """What looking for names has found, and the role it is shown in."""
    sure = sum(h.sure for h in named)
    unsure = len(named) - sure
    if sure:
        also = tr("，另有 {unsure} 处请看一看", unsure=unsure) if unsure else ""
        said = tr("发现 {sure} 处要改掉{also}。点一下就到那一处。", sure=sure, also=also)
        return said, "error"
    if unsure:
        return tr("有 {unsure} 处请看一看，是不是会让人认出您。", unsure=unsure), "care"
    if not case.person.name and not case.unit.name:
        return tr("填好姓名和单位以后，这里会自动帮您找。"), "hint"
    if not text.strip():
        return tr("写的时候会自动帮您找。"), "hint"
    return tr("没有发现姓名和单位。"), "good"


def wording_told(count: int) -> str:
    """How many places could be worded otherwise."""
    if not count:
        return ""
    return tr("有 {count} 处可以写得更具体，或者前后重复。只是建议，改不改由您定。", count=count)
