"""The parts of a persona's case that say who the applicant is and what was done before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from desktop.domain import moments, years
from desktop.domain.case import (
    Aid,
    Answer,
    Appointment,
    Assessment,
    Career,
    Case,
    CivilTransfer,
    Education,
    Period,
    Person,
    Service,
    SocialInsurance,
    Title,
    Training,
    Unit,
    Work,
)
from desktop.domain.notice import Notice
from desktop.domain.vocabulary import COUNTIES, DISPATCHED, NO, NOTHING, NOW, OUTSIDE
from tests import persona_terms as terms
from tests.persona_told import Slip, Told

PERSON = {
    "name": "李样例",
    "birth": "1988-03",
    "id_no": "65990119880312093X",
    "gender": "男",
    "ethnicity": "汉族",
    "politics": "群众",
    "phone": "19900000066",
    "email": "liyangli@example.com",
    "status": "在职",
    "work_start": "2012-07",
}

TITLES: dict[str, Told] = {
    "初级": {"has": False, "place": NOTHING, "basis": NOTHING},
    "中级": {"name": "助理工程师", "level": "初级"},
    "高级": {"name": "工程师", "level": "中级"},
}
"""The title held by who applies for a level."""

TIER_CHOICES = {"自治区": "自治区", "地州市": "地州市"}
"""What to choose on the platform for a unit; for all others 县级及以下."""

SERVICES = {
    "特培": "少数民族科技骨干特培",
    "少数民族科技骨干特殊培养": "少数民族科技骨干特培",
    "访惠聚": "访惠聚驻村",
    "驻村": "访惠聚驻村",
    "管寺": "驻村管寺",
    "支教": "南疆学前教育支教",
    "内地服务": "内地服务管理",
    "第一书记": "深度贫困村第一书记",
}
"""Short names of 专项工作; any other is taken as it stands."""


def completed(told: Told, notice: Notice, now: datetime) -> Told:
    """The shorthand with what the persona takes for granted of the person, unit and title."""
    level = told.get("apply", {}).get("level") or ("中级" if "中级" in notice.levels else "")
    apply = {
        "year": notice.year,
        "type": "评审",
        "level": level or notice.levels[-1],
        "series": notice.series or "某系列",
        "specialty": next(iter(notice.specialties), "某专业"),
        "sub_specialty": "某二级专业",
        "target": "工程师",
    } | told.get("apply", {})
    person = PERSON | told.get("person", {})
    held: Told = {"has": True, "obtained": "2018-06", "place": "新疆", "basis": "职称"}
    held |= {"series": apply["series"], "specialty": apply["specialty"]}
    given = told.get("title", {})
    if given.get("has") is not False:
        held |= TITLES.get(apply["level"], {})
    unit = _unit(told.get("unit", {}), notice)
    job = {"from": person["work_start"], "to": NOW, "unit": unit["name"]}
    receiver = terms.wanted(notice, "platform.receiver")
    platform = {
        "channel": notice.channel or "通用",
        "receiver": f"{unit['county']}{receiver}",
        "unit_tier_choice": TIER_CHOICES.get(unit["tier"], "县级及以下"),
    } | told.get("platform", {})
    study = {"lvl": "本科", "kind": "全日制", "end": person["work_start"], "chsi": True}
    mine: Told = {
        "apply": apply,
        "person": person,
        "unit": unit,
        "platform": platform,
        "title": held | given,
        "edu": [study | edu for edu in told.get("edu", [{}])],
        "work": told.get("work", [job]),
    }
    return _agreeing(told | mine, notice, now)


def _unit(given: Told, notice: Notice) -> Told:
    sent = given.get("tier") == DISPATCHED
    county = given.get("county", next(iter(notice.counties), ""))
    registered = OUTSIDE if sent else terms.wanted(notice, "unit.registered_prefecture")
    full: Told = {
        "name": "某样例技术推广中心",
        "kind": terms.wanted(notice, "unit.kind") or "事业单位",
        "tier": "县市",
        "county": county,
        "prefecture": next((p for p, places in COUNTIES.items() if county in places), ""),
        "registered_prefecture": registered or next(iter(notice.prefectures), ""),
        "dispatched_since": f"{notice.year - 3}-01" if sent else "",
        "platform_registered": True,
        "license_no": "91650000MA0000000X",
        "admin_name": "孙管理",
        "admin_phone": "19900000099",
        "procedure_body": "单位",
        "agency_name": "某人事代理服务中心",
        "contact": "钱小路",
        "phone": "19900000088",
    }
    return full | given


def _agreeing(told: Told, notice: Notice, now: datetime) -> Told:
    """Dates that bear out the flags told, where the notice asks for them and they do not yet."""
    asked = terms.facts_asked(notice)
    if "served_lt3" in asked and "served_lt3" in told:
        today, since = moments.month(NOW, now), moments.month(told["person"]["work_start"])
        if today is not None and since is not None and told["served_lt3"] != (today - since < 36):
            month = today - (24 if told["served_lt3"] else 48)
            told = told | {"person": told["person"] | {"work_start": _month(month)}}
    if "employer_changed" in asked and "employer_changed" in told:
        changed = len(_employers(told)) > 1
        if told["employer_changed"] and not changed:
            told = told | {"work": _with_an_earlier_employer(told)}
        elif changed and not told["employer_changed"]:
            own = told["unit"]["name"]
            told = told | {"work": [work | {"unit": own} for work in told["work"]]}
    return told


def _month(index: int) -> str:
    return f"{index // 12}-{index % 12 + 1:02}"


def _employers(told: Told) -> set[str]:
    """The units since the title was obtained."""
    since = moments.month(told["title"]["obtained"]) if told["title"]["has"] else None
    return {
        work["unit"]
        for work in told["work"]
        if since is None or work["to"] == NOW or (moments.month(work["to"]) or 0) >= since
    }


def _with_an_earlier_employer(told: Told) -> list[Told]:
    """The last job begun a year after the title, and another unit's before it."""
    *before, last = told["work"]
    first = moments.month(told["title"]["obtained"] if told["title"]["has"] else last["from"])
    begun = _month((first or 0) + 12)
    earlier = last | {"to": _month((first or 0) + 11), "unit": "某原工作单位"}
    return [*before, earlier, last | {"from": begun}]


def insurance(told: Told, now: datetime, notice: Notice) -> SocialInsurance:
    """社保: paid up to last month; a contract where told."""
    status = told.get("status", "正常")
    usual = {"断保": 3, "未参保": 0}.get(status, terms.months_wanted(notice))
    given = told.get("months", usual)
    if isinstance(given, int):
        last = (moments.month(now.strftime("%Y-%m")) or 0) - 1
        given = [_month(last - back) for back in reversed(range(given))]
    until = Period(start="2015-01-01", end=f"{notice.year + 5}-12-31")
    return SocialInsurance(
        status=status, months=tuple(given), contract=until if told.get("contract") else Period()
    )


def aid(told: bool | Told, now: datetime) -> Aid:
    """援疆: for two years and going on, where no more is told."""
    if not told and told != {}:
        return Aid()
    given = {} if told is True or not told else told
    usual = _month((moments.month(NOW, now) or 0) - 24)
    return Aid(
        start=given.get("from", usual),
        ongoing=given.get("ongoing", True),
        sending_unit=given.get("sending_unit", "某省某派出单位"),
    )


def unit(told: Told) -> Unit:
    return Unit(**told | {"aliases": tuple(told.get("aliases") or ())})


def educations(told: Told) -> Iterator[Education]:
    degrees = {"本科": "学士", "硕士": "硕士", "博士": "博士"}
    for n, edu in enumerate(told["edu"], 1):
        yield Education(
            id=f"edu{n}",
            level=edu["lvl"],
            kind=edu["kind"],
            school=edu.get("school") or "某专业学校",
            major=edu.get("major") or "某专业",
            start=edu.get("start") or f"{int(edu['end'][:4]) - 4}-09",
            end=edu["end"],
            degree=edu.get("degree") or degrees.get(edu["lvl"], NOTHING),
            cert_no=edu.get("cert_no") or f"{n:016}",
            chsi="可查" if edu["chsi"] else "查不到",
        )


def title(told: Told) -> Title:
    if not told["has"]:
        basis = told["basis"]
        return Title(has=False, basis=basis if basis in ("职业资格", "技能等级") else NOTHING)
    return Title(**told)


def appointments(held: Title) -> tuple[Appointment, ...]:
    if not held.has:
        return ()
    return (Appointment(id="appoint1", doc_kind="聘书", start=held.obtained, end=NOW),)


def transfer(told: Told) -> CivilTransfer:
    if not told.get("civil_transfer"):
        return CivilTransfer(transferred=False)
    jobs = told["work"]
    return CivilTransfer(
        transferred=True,
        from_org=jobs[0]["unit"],
        appoint_doc="任命文件",
        cadre_form="干部履历表",
        since=jobs[-1]["from"],
    )


def career(person: Person, now: datetime) -> Career:
    since = moments.month(person.work_start)
    years_in = None if since is None else now.year - since // 12
    return Career(start=person.work_start, end=NOW, years=years_in)


def works(told: Told) -> Iterator[Work]:
    before = ""
    for n, work in enumerate(told["work"], 1):
        name = work["unit"]
        # 同上（派驻若羌）: the unit is the one before, the rest tells how.
        same = before and name.startswith("同上")
        yield Work(
            id=f"work{n}",
            start=work["from"],
            end=work.get("to", NOW),
            unit=before if same else name,
            post=work.get("post", "技术员"),
            kind=work.get("kind", "派驻" if same and "派驻" in name else "正式"),
            professional=work.get("professional", True),
        )
        before = before if same else name


def services(told: Told, notice: Notice) -> Iterator[Service]:
    given = told.get("service") or []
    for n, one in enumerate([given] if isinstance(given, dict) else given, 1):
        kind = one.get("kind", "访惠聚驻村")
        of = one.get("years", [notice.year - 1])
        served = tuple(sorted([of] if isinstance(of, int) else of))
        yield Service(
            id=f"service{n}",
            kind=SERVICES.get(kind, kind),
            start=one.get("from", f"{served[0]}-01" if served else ""),
            end=one.get("to", f"{served[-1]}-12" if served else ""),
            years=served,
            place=one.get("place", "某县某乡某村"),
            reason=one.get("reason", "参加专项工作，申请免试当年继续教育"),
            signed=tuple(one.get("signed", terms.approvals(notice, told["apply"]["level"]))),
        )


def trainings(case: Case, told: Told, notice: Notice) -> Iterator[Training]:
    """The certificates told (no other is held then), else all that are wanted."""
    kinds = tuple(dict.fromkeys(t.kind for t in notice.training)) or ("公需", "专业")
    number = parameter(told, "pack_years")
    usual = {kind: terms.training_years(case, notice, kind, number) for kind in kinds}
    for kind, of in told.get("ce", usual).items():
        for year in of or ():
            yield Training(
                id=f"ce{kind}{year}".replace("公需", "g").replace("专业", "z"),
                year=year,
                kind=kind,
                cert_no=f"{year}{len(kind):04}",
                form="网络",
            )


def assessments(case: Case, told: Told, notice: Notice) -> Iterator[Assessment]:
    """A grade for every year the notice names from the first job on, and for every year told."""
    joined = moments.year(case.person.work_start) or 0
    named = [year for year in years.assessment(case, notice) if year >= joined]
    grades: dict[int, str] = {int(year): grade for year, grade in _graded(told, named).items()}
    for year in sorted({*named, *grades}):
        yield Assessment(id=f"assess{year}", year=year, grade=grades.get(year, "合格"))


def _graded(told: Told, named: list[int]) -> dict[int, str]:
    """The grades told; whoever was on probation has its result as the grade of a year."""
    grades = {int(year): grade for year, grade in (told.get("assess") or {}).items()}
    if not told.get("probation"):
        return grades
    result = told.get("probation_result", "合格")
    tried = [year for year, grade in grades.items() if grade.startswith("试用期")]
    untold = [year for year in named if year not in grades]
    return grades | dict.fromkeys(tried or untold[:1], f"试用期{result}")


def parameter(told: Told, key: str) -> int | None:
    """A number of the unit's own: told as such, by level, or as the years it counts."""
    given = told.get(key)
    if isinstance(given, dict):
        given = given.get(told["apply"]["level"])
    if isinstance(given, list):
        given = len(given)
    if given is not None and (type(given) is not int or given < 0):
        raise Slip(f"{key} 不是数、年份或按级别的数：{told[key]}")
    return given


def answers(told: Told, notice: Notice) -> Iterator[Answer]:
    """The answers to the notice's own questions; a number of the unit's only where it is told."""
    given = dict(told.get("answers") or {})
    if strange := sorted(given.keys() - {q.id for q in notice.questions}):
        raise Slip(f"answers 里没有这样的问题：{strange}")
    numbers = {
        "pack_years": terms.year_questions(notice),
        "conditions_required": terms.condition_questions(notice),
    }
    for question in notice.questions:
        usual = {"yes_no": NO, "choice": next(iter(question.options), "")}.get(question.type)
        for key, ids in numbers.items():
            if question.id in ids:
                number = parameter(told, key)
                usual = None if number is None else str(number)
        value = given.get(question.id, usual)
        if isinstance(value, bool):
            value = "是" if value else NO
        if value is not None:
            yield Answer(id=question.id, value=str(value))
