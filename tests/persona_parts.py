"""The parts of a persona's case that say who the applicant is and what was done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from desktop.domain import moments
from desktop.domain.case import (
    Achievement,
    Assessment,
    Career,
    Education,
    Endorser,
    Period,
    Person,
    Service,
    SocialInsurance,
    Title,
    Training,
    Unit,
    Witness,
    Work,
)
from desktop.domain.notice import Notice
from desktop.domain.vocabulary import COUNTIES, DISPATCHED, GRADES, OUTSIDE

Told = dict[str, Any]


ITEM_KEYS = frozenset(
    "type title date condition_no lack proof proof_kind published first_author endorsers "
    "nonchinese prev_employer".split()
)


LACKS = frozenset(
    "witness.name witness.unit witness.post witness.contact role workload intro title date "
    "盖章 签字 proof".split()
)
"""What an item of any type may lack, beside the parts its slot wants."""

HELD = {
    "has": True,
    "name": "助理工程师",
    "level": "初级",
    "obtained": "2018-06",
    "place": "新疆",
    "basis": "职称",
}


def spelt(told: Any) -> Any:
    """The shorthand with every date as the case writes it, also those YAML has read as dates."""
    if isinstance(told, dict):
        texts = {"id_no", "phone", "as_of"}
        return {k: str(v) if k in texts and type(v) is int else spelt(v) for k, v in told.items()}
    if isinstance(told, list):
        return [spelt(value) for value in told]
    if isinstance(told, datetime):
        return told.strftime("%Y-%m-%dT%H:%M")
    return told.isoformat() if isinstance(told, date) else told


def completed(told: Told, notice: Notice) -> Told:
    """The shorthand with what the persona takes for granted."""
    given: Told = {"apply": {}, "person": {}, "unit": {}, "title": {}} | told
    person = {
        "name": "李样例",
        "birth": "1988-03",
        "id_no": "65990119880312093X",
        "gender": "男",
        "ethnicity": "汉族",
        "politics": "群众",
        "phone": "19900000066",
        "status": "在职",
        "work_start": "2012-07",
    } | given["person"]
    sent = given["unit"].get("tier") == DISPATCHED
    county = notice.counties[0] if notice.counties else ""
    registered = OUTSIDE if sent else next(iter(notice.prefectures), "")
    since = {"dispatched_since": f"{notice.year - 3}-01"} if sent else {}
    unit = {"name": "某县样例林业有限公司", "kind": "民营企业", "tier": "县市", "county": county}
    unit |= {"registered_prefecture": registered} | since | given["unit"]
    kinds = next((r.check.kinds for r in notice.rules if r.check.op == "training"), ())
    end = {"lvl": "本科", "kind": "全日制", "end": person["work_start"], "chsi": True}
    job = {"from": person["work_start"], "to": "至今", "unit": unit["name"]}
    mine = {
        "apply": {
            "year": notice.year,
            "level": notice.levels[-1],
            "type": "评审",
            "series": notice.series,
            "specialty": notice.specialties[0],
        }
        | given["apply"],
        "person": person,
        "unit": unit,
        "platform": {
            "channel": notice.channel,
            "receiver": f"{unit['county']}公共就业服务中心",
        }
        | told.get("platform", {}),
        "edu": [end | edu for edu in told.get("edu", [{}])],
        "work": told.get("work", [job]),
        "title": HELD | given["title"],
        "items": told.get("items", [{"type": "实践能力"}, {"type": "业绩成果"}]),
        "ce": told.get("ce", dict.fromkeys(kinds, notice.training_years)),
    }
    return told | mine


def unit(told: Told) -> Unit:
    county = told["county"]
    prefecture = next((p for p, places in COUNTIES.items() if county in places), "")
    full: Told = {
        "prefecture": prefecture,
        "contact": "钱小路",
        "phone": "19900000088",
        "platform_registered": True,
        "license_no": "91650000MA0000000X",
    }
    return Unit(**full | told | {"aliases": tuple(told.get("aliases", ()))})


def insurance(told: Told, now: datetime) -> SocialInsurance:
    last = (moments.month(now.strftime("%Y-%m")) or 0) - 1
    paid = [divmod(last - back, 12) for back in range(int(told.get("months", 6)))]
    contract = Period(start="2020-01-01", end="2030-12-31") if told.get("contract") else Period()
    return SocialInsurance(
        status=told.get("status", "正常"),
        months=tuple(f"{year}-{month + 1:02}" for year, month in reversed(paid)),
        contract=contract,
    )


def educations(told: Told) -> Iterator[Education]:
    for n, edu in enumerate(told["edu"], 1):
        yield Education(
            id=f"edu{n}",
            level=edu["lvl"],
            kind=edu["kind"],
            school=edu.get("school") or "某林业学校",
            major=edu.get("major") or "林学",
            start=f"{int(edu['end'][:4]) - 4}-09",
            end=edu["end"],
            cert_no=f"{n:016}",
            chsi="可查" if edu["chsi"] else "查不到",
        )


def title(told: Told) -> Title:
    if not told["has"]:
        return Title(has=False, basis="技能等级" if told["basis"] == "技能等级" else "无")
    full: Told = {"series": "工程系列", "specialty": "林业和草原"}
    return Title(**full | told)


def career(work_start: str, now: datetime) -> Career:
    since = moments.month(work_start)
    return Career(
        start=work_start, end="至今", years=None if since is None else now.year - since // 12
    )


def works(told: Told) -> Iterator[Work]:
    for n, work in enumerate(told["work"], 1):
        yield Work(
            id=f"work{n}",
            start=work["from"],
            end=work["to"],
            unit=work["unit"],
            post="技术员",
            kind="正式",
            professional=True,
        )


def service(told: Told) -> tuple[Service, ...]:
    service = told.get("service")
    if not service:
        return ()
    years = tuple(service["years"])
    return (
        Service(
            id="service1",
            kind=service["kind"],
            start=f"{years[0]}-01",
            end=f"{years[-1]}-12",
            years=years,
            signed=tuple(service.get("signed", ())),
        ),
    )


def items(told: Told, notice: Notice) -> Iterator[Achievement]:
    year = told["apply"]["year"]
    for n, item in enumerate(told["items"], 1):
        if strange := sorted(item.keys() - ITEM_KEYS):
            raise ValueError(f"业绩条目里有不认识的键 {strange}")
        lack = set(item.get("lack", ()))
        parts = {part for slot in notice.slots for part in slot.parts if item["type"] in slot.types}
        if strange := sorted(lack - parts - LACKS):
            raise ValueError(f"{item['type']}没有这样的内容可缺：{strange}")
        facts = {
            "name": "孙见证",
            "unit": "某县林业工作站",
            "post": "站长",
            "contact": "19900000077",
        }
        endorsers = item.get("endorsers", 3 if item["type"] == "代表作" else 0)
        published = item["type"] in ("论文", "著作")
        fields = {
            "id": f"item{n}",
            "type": item["type"],
            "title": item.get("title", f"{item['type']}{n}"),
            "date": item.get("date", f"{year - 2}-06"),
            "condition_no": item.get("condition_no", "三1"),
            "role": "主要完成人",
            "workload": "完成 1200 亩",
            "intro": "完成外业调查和作业设计，大概、左右完成若干面积等等"
            if told.get("vague")
            else "完成外业调查和作业设计，成活率达到 90%",
            "prev_employer": item.get("prev_employer", False),
            "witness": Witness(
                **{key: text for key, text in facts.items() if f"witness.{key}" not in lack}
            ),
            "classified": bool(told.get("classified")) and n == 1,
            "published": item.get("published", True) if published else None,
            "first_author": item.get("first_author", True) if published else None,
            "language": "维吾尔文" if item.get("nonchinese") else "汉文",
            "translated": True if item.get("nonchinese") else None,
            "journal": "某林业期刊" if published else "",
            "endorsers": tuple(
                Endorser(id=f"endorser{k}", name=f"专家{k}", title="高级工程师", unit=f"单位{k}")
                for k in range(1, endorsers + 1)
            ),
            "signed": () if "签字" in lack else ("单位主要领导",),
            "sealed": "盖章" not in lack,
        }
        blank = dict.fromkeys(lack & {"role", "workload", "intro", "title", "date"}, "")
        yield Achievement(**fields | blank)


def training(told: dict[str, list[int]]) -> Iterator[Training]:
    for kind, years in told.items():
        for year in years:
            yield Training(
                id=f"ce{kind}{year}".replace("公需", "g").replace("专业", "z"),
                year=year,
                kind=kind,
                cert_no=f"{year}{len(kind):04}",
                form="网络",
            )


def assessments(told: Told, notice: Notice, person: Person) -> Iterator[Assessment]:
    joined = moments.year(person.work_start) or 0
    graded = {int(year): grade for year, grade in told.get("assess", {}).items()}
    if strange := sorted(graded.keys() - set(notice.assessment_years)):
        raise ValueError(f"不是要考核表的年度：{strange}")
    for year in notice.assessment_years:
        if year >= joined:
            grade = graded.get(year, "合格")
            if grade not in GRADES:
                raise ValueError(f"没有这个考核等次：{grade}")
            yield Assessment(id=f"assess{year}", year=year, grade=grade)
