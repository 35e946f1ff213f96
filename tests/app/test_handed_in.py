"""Papers to hand in, and prescribed sentences with their places filled."""

from __future__ import annotations

from datetime import datetime

from desktop.app.library import new_case
from desktop.app.notices.installed import notice
from desktop.app.packet.handed_in import handed_in, wanted
from desktop.app.papers.prescribed import posts_id_number, prescribed
from desktop.app.session import judged
from desktop.domain.case import Achievement, Case, PaperState, Person
from desktop.domain.moments import BEIJING
from tests.whole import PACKS

NOW = datetime(2022, 10, 30, 10, tzinfo=BEIJING)


def _standing(case: Case) -> dict[str, str]:
    told = notice("LC22")
    found = handed_in(case, told, judged(case, told, NOW))
    return {one.terms.id: one.standing for one in found}


def test_what_is_wanted_is_told_and_what_is_not_stated_is_said() -> None:
    papers = {terms.id: wanted(terms) for terms in notice("LC22").papers}
    assert papers["review_form"] == "原件 2 份，A4正反面"
    assert papers["id_card"] == "原件 1 份、复印件 1 份"
    assert wanted(notice("GT23").papers[0]) == "份数通知未写"


def test_papers_follow_what_the_case_has() -> None:
    case = new_case(notice("LC22"))
    assert _standing(case)["award_certificates"] == "not"
    assert _standing(case)["id_card"] == "later"
    awarded = case.model_copy(update={"items": (Achievement(type="获奖", title="奖状"),)})
    assert _standing(awarded)["award_certificates"] == "later"
    track = awarded.track.model_copy(update={"passed_at": "2022-10-25T10:00"})
    passed = awarded.model_copy(update={"track": track})
    assert _standing(passed)["award_certificates"] == "must"


def test_enough_means_originals_and_copies() -> None:
    told = notice("LC22")
    case = new_case(told)
    for originals, copies, enough in ((1, 1, True), (1, 0, False), (0, 1, False), (2, 3, True)):
        state = PaperState(id="id_card", kind="身份证", originals=originals, copies=copies)
        held = case.model_copy(update={"papers": (state,)})
        found = {h.terms.id: h for h in handed_in(held, told, judged(held, told, NOW))}
        assert found["id_card"].enough is enough


def test_a_prescribed_sentence_waits_for_the_name_in_it() -> None:
    told = notice("GJ21")
    empty = prescribed(new_case(told), told)[0]
    assert (empty.path, empty.text, empty.lacking) == ("unit_audit.opinion_text", "", ("姓名",))
    named = new_case(told).model_copy(update={"person": Person(name="古丽·买买提")})
    filled = prescribed(named, told)[0]
    assert filled.text == "本单位已对古丽·买买提提供的申报材料逐一审核，真实准确，同意推荐"
    assert not filled.there
    audit = named.unit_audit.model_copy(update={"opinion_text": filled.text})
    assert prescribed(named.model_copy(update={"unit_audit": audit}), told)[0].there


def test_the_unit_and_the_supervisor_have_a_sentence_each() -> None:
    told = notice("LC22")
    found = {s.path: s.text for s in prescribed(new_case(told), told)}
    assert set(found) == {"unit_audit.opinion_text", "supervisor.opinion_text"}
    assert set(found.values()) == {told.wording["unit_opinion"]}


def test_only_a_form_that_prints_it_posts_the_id_number() -> None:
    posting = {pack for pack in PACKS if posts_id_number(notice(pack))}
    assert posting == {"BM24", "ZZ23"}
