"""The 业绩 of a persona, and what they lack."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from desktop.domain import moments
from desktop.domain.case import Achievement, Endorser, Witness
from desktop.domain.notice import Notice
from desktop.domain.operations.entries import Each
from desktop.domain.terms import Slot
from tests import persona_terms as terms
from tests.persona_told import Slip, Told

FIELDS = {
    "role": "role",
    "角色": "role",
    "workload": "workload",
    "工作量": "workload",
    "intro": "intro",
    "from": "start",
    "时间节点": "start",
    "date": "date",
    "publish_date": "date",
    "title": "title",
    "condition_no": "condition_no",
    "journal": "journal",
    "witness.name": "witness.name",
    "witness.unit": "witness.unit",
    "witness.post": "witness.post",
    "witness.contact": "witness.contact",
    "commendation_doc": "commendation_doc",
    "配套表彰文件": "commendation_doc",
}
"""Fields an item may lack, by the words for them."""

ANSWERS = {
    "published": "published",
    "正式出版": "published",
    "first_author": "first_author",
    "第一作者": "first_author",
    "in_specialty": "in_specialty",
    "本专业": "in_specialty",
    "journal_is_engineering": "journal_is_engineering",
}
"""What is answered no where it is lacking."""

SEAL = frozenset({"盖章", "公章", "seal"})
SIGNED = frozenset({"签字", "主要领导", "单位主要领导", "sign"})
PROOF = frozenset({"proof", "印证", "印证材料"})
PIECES = frozenset(
    "原单位证明 汉译 汉译（题目、作者、提要） 封面 目录 正文 检索报告 相似性检测报告 单位证明 "
    "图书、论文认定表".split()
)
"""Papers and pages some notice or other asks of an item; where it does not, they are no lack."""


def matches(word: str, name: str) -> bool:
    """Whether a paper is meant: 汉译 is 汉译（题目、作者、提要）."""
    return word == name or (bool(name) and (name.startswith(word) or word.startswith(name)))


def without_proof(asked: Told) -> bool:
    """Whether an item has no file at all."""
    return asked.get("proof") is False or bool(PROOF & set(asked.get("lack") or ()))


def lacks(asked: Told, slot: Slot, part: str) -> bool:
    """Whether an item lacks what would lie in a slot, or that part of it."""
    lack = asked.get("lack") or ()
    names = {slot.id, slot.title, part} - {""}
    return any(matches(word, name) for word in lack for name in names)


def items(told: Told, notice: Notice, now: datetime) -> Iterator[Achievement]:
    """The 业绩 told, or one of each kind that shows what was done."""
    for n, asked in enumerate(told.get("items", _usual(notice)), 1):
        kind = asked.get("type")
        if not kind:
            raise Slip("items 的一条没有 type")
        _refuse_strange(asked, notice)
        yield _item(n, asked, told, notice, now)


def _usual(notice: Notice) -> list[Told]:
    usual = ("科研能力", "实践能力", "业绩成果", "业绩成果")
    return [{"type": kind} for kind in usual if kind in notice.achievement_types] or [
        {"type": kind} for kind in notice.achievement_types[:1]
    ]


def _refuse_strange(asked: Told, notice: Notice) -> None:
    own = [
        slot
        for slot in notice.slots
        if slot.per == "items" and (not slot.types or asked["type"] in slot.types)
    ]
    names = {name for slot in own for name in (slot.id, slot.title, *slot.parts)}
    checks = (rule.check for rule in notice.rules)
    names |= {who for check in checks if isinstance(check, Each) for who in check.signed}
    known = FIELDS.keys() | ANSWERS.keys() | SEAL | SIGNED | PROOF | PIECES | names
    if strange := sorted(set(asked.get("lack") or ()) - known):
        raise Slip(f"items[].lack：{asked['type']}没有这样的内容可缺：{strange}")


def _item(n: int, asked: Told, told: Told, notice: Notice, now: datetime) -> Achievement:
    kind = asked["type"]
    lack = set(asked.get("lack") or ())
    written = kind in ("论文", "著作")
    date = asked.get("date") or _usual_date(told, now)
    foreign = bool(asked.get("nonchinese"))
    fields: Told = {
        "id": f"item{n}",
        "type": kind,
        "title": asked.get("title") or f"某项{kind}（{n}）",
        "date": date,
        "start": asked.get("from") or date,
        "condition_no": asked.get("condition_no") or f"{'二' if kind == '实践能力' else '三'}{n}",
        "role": asked.get("role", "主要完成人"),
        "workload": asked.get("workload", "完成 1200 亩"),
        "intro": asked.get("intro", "完成外业调查和作业设计，成活率达到 90%"),
        "prev_employer": bool(asked.get("prev_employer", False)),
        "witness": Witness(name="孙见证", unit="某县工作站", post="站长", contact="19900000077"),
        "classified": bool(told.get("classified")) and n == 1,
        "published": asked.get("published", True) if written or "published" in asked else None,
        "first_author": asked.get("first_author", True) if written else None,
        "in_specialty": asked.get("in_specialty", True),
        "journal_is_engineering": True if written else None,
        "journal": "某专业期刊" if written else "",
        "issn": "1000-0000" if written else "",
        "language": "维吾尔文" if foreign else "汉文",
        "translated": not any(matches(word, "汉译（题目、作者、提要）") for word in lack)
        if foreign
        else None,
        "commendation_doc": "某表彰决定" if kind == "获奖" else "",
        "sealed": not lack & SEAL,
    }
    fields |= {ANSWERS[word]: False for word in lack & ANSWERS.keys()}
    if told.get("vague") and n == 1:
        fields["intro"] = "完成外业调查和作业设计，大概、左右完成若干面积等等"
    plain = Achievement(**fields)
    number, title = terms.endorsers(notice, plain)
    asking = terms.signers(notice, plain) or ("单位主要领导",)
    full = plain.model_copy(
        update={
            "signed": tuple(who for who in asking if not _unsigned(who, lack)),
            "endorsers": tuple(
                Endorser(id=f"endorser{k}", name=f"专家{k}", title=title, unit=f"单位{k}")
                for k in range(1, asked.get("endorsers", number) + 1)
            ),
        }
    )
    return _blanked(full, lack)


def _unsigned(who: str, lack: set[str]) -> bool:
    """Whether a signature is lacking; 单位主要领导 and 主要领导 are the same person."""
    words = lack & SIGNED
    return bool(lack & {who, "签字", "sign"}) or any(w in who or who in w for w in words)


def _blanked(item: Achievement, lack: set[str]) -> Achievement:
    for word in lack & FIELDS.keys():
        part, _, inner = FIELDS[word].partition(".")
        empty: object = ""
        if inner:
            empty = item.witness.model_copy(update={inner: ""})
        item = item.model_copy(update={part: empty})
    return item


def _usual_date(told: Told, now: datetime) -> str:
    """Two years ago, but never before the title or after today."""
    usual = (now.year - 2) * 12 + 5
    since = moments.month(told["title"]["obtained"]) if told["title"]["has"] else None
    today = now.year * 12 + now.month - 1
    month = min(max(usual, (since or 0) + 1), today)
    return f"{month // 12}-{month % 12 + 1:02}"
