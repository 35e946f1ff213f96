"""Rules of BM24 on files, masks and 业绩: what passes and what does not."""

from __future__ import annotations

import pytest

from desktop.domain.case import Case
from tests.domain.good import (
    Change,
    at,
    both,
    education,
    entries,
    extra,
    file,
    files,
    good,
    item,
    judge,
    mask,
    sets,
    without,
)


def insured(*months: str) -> Change:
    return at("si.months", list(months))


def last_six(*months: int) -> Change:
    return insured(*(f"2024-{month:02}" for month in months))


def one(slot: str, n: int = 0, **fields: object) -> Change:
    """Other facts about the n-th file of a slot."""

    def change(case: Case) -> Case:
        ids = [f.id for f in case.attachments if f.slot == slot]
        changed = tuple(
            f.model_copy(update=fields) if f.id == ids[n] else f for f in case.attachments
        )
        return case.model_copy(update={"attachments": changed})

    return change


def forms(keep: int, *, part: str = "", pages: int = 1) -> Change:
    """Of each year's 考核表 the first ``keep`` files, their side named ``part``."""

    def change(case: Case) -> Case:
        taken: dict[int | None, int] = {}
        kept = []
        for f in case.attachments:
            if f.slot != "年度考核表":
                kept.append(f)
            elif taken.setdefault(f.year, 0) < keep:
                taken[f.year] += 1
                kept.append(f.model_copy(update={"part": part, "pages": pages}))
        return case.model_copy(update={"attachments": tuple(kept)})

    return change


AWARD, RIGHT, PAPER, WORKPIECE = (item(kind) for kind in ("获奖", "知识产权", "论文", "代表作"))
PRACTICE = item("实践能力").removeprefix("items.")
LOCAL = sets(si__status="断保")
UNINSURED = sets(si__status="未参保")
OUTSIDE = at("title.place", "疆外")


def not_of(entry: str) -> Change:
    subject = entry.removeprefix("items.")
    return files(lambda f: f.subject != subject)


CASES: list[tuple[str, str, str, Change]] = [
    ("basic.id_both", "PASS", "ok", sets()),
    ("basic.id_both", "FAIL", "files_missing", without("身份证反面")),
    ("basic.id_both", "FAIL", "files_missing", file("身份证正面", readable=False)),
    ("basic.photo", "PASS", "ok", sets()),
    ("basic.photo", "FAIL", "files_missing", without("一寸免冠照片")),
    # 社保
    ("basic.si6", "PASS", "ok", sets()),
    ("basic.si6", "FAIL", "files_missing", without("社保缴费证明")),
    ("basic.si6", "FAIL", "empty", insured()),
    ("basic.si6", "FAIL", "months_short", last_six(2, 3, 4, 5, 6)),
    ("basic.si6", "FAIL", "months_short", last_six(1, 1, 2, 3, 4, 5)),
    ("basic.si6", "PASS", "ok", last_six(7, 6, 5, 4, 3, 2)),
    ("basic.si6", "PASS", "ok", insured(
        "2024-05", "2024-04", "2024-03", "2024-02", "2024-01", "2023-12")),
    ("basic.si6", "WARN", "months_old", insured(
        "2024-04", "2024-03", "2024-02", "2024-01", "2023-12", "2023-11")),
    ("basic.si6", "WARN", "months_broken", insured(
        "2023-06", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06")),
    ("basic.si6", "FAIL", "months_short", last_six(8, 9, 10, 11, 12, 7)),
    ("basic.si6", "NA", "not_applicable", LOCAL),
    ("basic.si6", "TODO", "unanswered", at("si.status", "")),
    ("basic.si_defer", "NA", "not_applicable", sets()),
    ("basic.si_defer", "FAIL", "files_missing", LOCAL),
    ("basic.si_defer", "PASS", "ok", both(LOCAL, extra(slot="缓缴证明"))),
    ("basic.si_contract", "FAIL", "files_missing", both(UNINSURED, extra(slot="劳动合同"))),
    ("basic.si_contract", "PASS", "ok",
     both(UNINSURED, extra(slot="劳动合同"), lambda case: case.model_copy(update={
         "attachments": (*case.attachments, case.attachments[-1].model_copy(
             update={"id": "wages", "slot": "银行工资流水"}))}))),
    ("basic.si_genuine", "INFO", "reminder", UNINSURED),
    # 学历
    ("edu.cert", "PASS", "ok", sets()),
    ("edu.cert", "FAIL", "entry_file_missing",
     files(lambda f: (f.slot, f.subject) != ("毕业证书", "edu2"))),
    ("edu.cert", "FAIL", "entry_file_missing", file("毕业证书", subject="")),
    ("edu.cert", "PASS", "ok",
     both(education("本科"), file("毕业证书", subject=""))),
    ("edu.cert", "TODO", "none_entered", education()),
    ("edu.chsi", "PASS", "ok", sets()),
    ("edu.chsi", "FAIL", "entry_file_missing", without("教育部学历证书电子注册备案表")),
    ("edu.chsi", "NA", "not_applicable", education("高级工班", chsi="查不到")),
    ("edu.chsi", "TODO", "unanswered", education("本科", chsi="未查")),
    ("edu.no_chsi", "NA", "not_applicable", sets()),
    ("edu.no_chsi", "FAIL", "entry_file_missing", at("edu.edu1.chsi", "查不到")),
    ("edu.no_chsi", "PASS", "ok", both(
        at("edu.edu1.chsi", "查不到"), extra(slot="其他学历材料", subject="edu1"))),
    ("edu.no_chsi", "FAIL", "entry_file_missing", both(
        at("edu.edu1.chsi", "查不到"), extra(slot="毕业生登记表", subject="edu2"))),
    # 职称
    ("title.in_xj", "PASS", "ok", sets()),
    ("title.in_xj", "PASS", "ok", without("职称评审表")),
    ("title.in_xj", "FAIL", "files_missing_some", without("职称评审表", "任职资格文件")),
    ("title.in_xj", "NA", "not_applicable", OUTSIDE),
    ("title.in_xj", "TODO", "unanswered", at("title.place", "")),
    ("title.out_xj", "PASS", "ok", OUTSIDE),
    ("title.out_xj", "FAIL", "files_missing", both(OUTSIDE, without("职称评审表"))),
    # 知识产权
    ("ip.since", "PASS", "ok", sets()),
    ("ip.since", "PASS", "ok", at(f"{RIGHT}.date", "2017-11")),
    ("ip.since", "FAIL", "before_title", at(f"{RIGHT}.date", "2017-10")),
    ("ip.since", "FAIL", "proof_missing", not_of(RIGHT)),
    ("ip.since", "FAIL", "empty", at(f"{RIGHT}.date", "")),
    ("ip.since", "FAIL", "empty", at("title.obtained", "")),
    ("ip.since", "FAIL", "unreadable", at(f"{RIGHT}.date", "前年")),
    ("ip.since", "WARN", "no_title_to_count_from", at("title.has", False)),
    ("ip.since", "TODO", "unanswered", at("title.has", None)),
    ("ip.since", "NA", "not_applicable", entries("items", [])),
    # 业绩
    ("ach.proof", "PASS", "ok", sets()),
    ("ach.proof", "FAIL", "proof_missing", not_of(item("业绩成果", 1))),
    ("ach.proof", "TODO", "none_entered", entries("items", [])),
    ("ach.proof", "TODO", "none_entered", lambda case: case.model_copy(
        update={"items": tuple(i for i in case.items if i.type == "论文")})),
    ("ach.no_unit_cert", "PASS", "ok", sets()),
    ("ach.no_unit_cert", "FAIL", "unit_certificate", one("印证材料", unit_certificate=True)),
    ("ach.no_unit_cert", "FAIL", "unit_certificate",
     extra(slot="印证材料", subject=PRACTICE, unit_certificate=True)),
    ("ach.no_unit_cert", "PASS", "ok", entries("items", [])),
    ("ach.no_unit_cert", "TODO", "none_entered",
     both(entries("items", []), at("unit_audit.opinion_text", ""))),
    # 获奖、论文、代表作
    ("award.match", "PASS", "confirmed", sets()),
    ("award.match", "FAIL", "proof_missing", without("获奖情况")),
    ("award.slot", "PASS", "ok", sets()),
    ("award.slot", "FAIL", "filed_elsewhere",
     extra(slot="其他证明材料", subject=AWARD.removeprefix("items."))),
    ("award.slot", "FAIL", "filed_elsewhere", lambda case: extra(
        slot="其他证明材料",
        sha256=next(f.sha256 for f in case.attachments if f.slot == "获奖情况"))(case)),
    ("paper.four", "PASS", "ok", sets()),
    ("paper.four", "FAIL", "parts_missing",
     files(lambda f: (f.slot, f.part) != ("论文著作", "检索报告"))),
    ("paper.four", "WARN", "parts_unnamed", one("论文著作", 2, part="")),
    ("paper.four", "FAIL", "entry_file_missing", without("论文著作")),
    ("rep.stamp", "PASS", "ok", sets()),
    ("rep.stamp", "FAIL", "seal_missing", at(f"{WORKPIECE}.sealed", False)),
    ("rep.stamp", "TODO", "seal_unknown", at(f"{WORKPIECE}.sealed", None)),
    ("rep.stamp", "FAIL", "proof_missing", not_of(WORKPIECE)),
    # 继续教育、考核
    ("ce.mid", "PASS", "ok", sets()),
    ("ce.mid", "FAIL", "certificates_missing", lambda case: case.model_copy(
        update={"ce": tuple(c for c in case.ce if c.year != 2024)})),
    ("ce.mid", "FAIL", "certificates_missing", without("继续教育证书")),
    ("ce.mid", "NA", "not_applicable", at("apply.level", "初级")),
    ("ce.junior", "INFO", "reminder", at("apply.level", "初级")),
    ("assess.forms", "PASS", "ok", sets()),
    ("assess.forms", "FAIL", "forms_missing",
     files(lambda f: (f.slot, f.year) != ("年度考核表", 2022))),
    ("assess.forms", "FAIL", "forms_missing",
     files(lambda f: (f.slot, f.year, f.part) != ("年度考核表", 2022, "反面"))),
    ("assess.forms", "PASS", "ok", forms(1, pages=2)),
    ("assess.forms", "PASS", "ok", forms(2)),
    ("assess.forms", "FAIL", "forms_missing", forms(1)),
    ("assess.forms", "WARN", "forms_before_work", both(
        at("person.work_start", "2022-01"),
        files(lambda f: (f.slot, f.year) != ("年度考核表", 2021)))),
    ("assess.forms", "FAIL", "forms_missing", both(
        at("person.work_start", "2022-01"),
        files(lambda f: f.slot != "年度考核表" or f.year == 2023))),
    # what goes with the others
    ("other.three", "PASS", "ok", sets()),
    ("other.three", "FAIL", "files_missing", without("公示结果")),
    ("unit.upload3", "FAIL", "files_missing", without("公示")),
    ("unit.written_rec", "FAIL", "files_missing", without("推荐意见")),
    # masks
    ("mask.decided", "PASS", "ok", sets()),
    ("mask.decided", "FAIL", "mask_undecided", mask("毕业证书")),
    ("mask.decided", "TODO", "no_files", entries("attachments", [])),
    ("mask.decided", "PASS", "ok", mask("一寸免冠照片")),
    ("mask.name", "PASS", "ok", sets()),
    ("mask.name", "FAIL", "mask_missing",
     mask("毕业证书", decision="是", needed=("name", "eyes"), done=("eyes",))),
    ("mask.eyes", "PASS", "ok",
     mask("毕业证书", decision="是", needed=("name", "eyes"), done=("eyes",))),
    ("mask.eyes", "PASS", "ok", mask("一寸免冠照片", decision="否", needed=("eyes",))),
    ("mask.eyes", "FAIL", "mask_missing", mask("身份证正面", decision="是", needed=("eyes",))),
    ("mask.unit", "FAIL", "mask_denied", mask("推荐意见", decision="否", needed=("unit",))),
    ("mask.seal", "FAIL", "mask_missing", mask("公示", decision="是", needed=("seal",))),
    ("mask.name", "TODO", "mask_none_decided", entries(
        "attachments", [f.model_copy(update={"mask": type(f.mask)()})
                        for f in good().attachments])),
    ("mask.no_when_absent", "PASS", "ok", sets()),
    ("mask.no_when_absent", "WARN", "mask_needless", mask("身份证反面", decision="是")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "verdict", "reason", "change"), CASES)
def test_rule(rule: str, verdict: str, reason: str, change: Change) -> None:
    finding = judge(change(good()), f"BM24.{rule}")
    assert (finding.verdict, finding.reason) == (verdict, reason)


def test_a_missing_file_names_its_slot() -> None:
    finding = judge(without("身份证反面")(good()), "BM24.basic.id_both")
    assert (finding.slot, finding.facts["n"]) == ("身份证反面", 1)


def test_two_of_three_says_how_many_are_left() -> None:
    finding = judge(without("任职资格文件", "职称证书")(good()), "BM24.title.in_xj")
    assert finding.facts["n"] == 1
    assert finding.facts["names"] == "任职资格文件、职称证书"


def test_missing_certificates_are_named() -> None:
    case = good()
    kept = tuple(c for c in case.ce if (c.year, c.kind) != (2024, "专业"))
    finding = judge(case.model_copy(update={"ce": kept}), "BM24.ce.mid")
    assert finding.facts["names"] == "2024 年度专业科目证书"
    assert finding.slot == "继续教育证书"


def test_mixed_education_wants_both_proofs() -> None:
    """Each 学历 is proven in its own way; one that is not found does not excuse the other."""
    case = at("edu.edu1.chsi", "查不到")(good())
    assert judge(case, "BM24.edu.chsi").verdict == "PASS"
    bare = without("教育部学历证书电子注册备案表")(case)
    assert judge(bare, "BM24.edu.chsi").evidence == ("edu.edu2",)
