"""One applicant who has done everything right, and what each slip does to the verdicts."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from desktop.app.notices.installed import notice as load_notice
from tests.domain.variations import MIXED, ROWS, expected, told
from tests.personas import expand, verdicts


@pytest.mark.parametrize(
    ("pack", "variation"), ROWS, ids=lambda v: v if isinstance(v, str) else v["tell"]
)
def test_only_the_rules_concerned_change(pack: str, variation: dict[str, Any]) -> None:
    notice = load_notice(pack)
    named = expected(pack, variation)
    right = dict.fromkeys((rule.id for rule in notice.rules), "PASS") | named
    assert named.keys() <= {rule.id for rule in notice.rules}

    assert verdicts(expand("V", told(pack, variation), notice), notice) == right


@pytest.mark.parametrize("name", MIXED)
def test_several_things_come_together(name: str) -> None:
    told_of, named = MIXED[name]["persona"], MIXED[name]["verdicts"]
    notice = load_notice(told_of["pack"])
    usual = {rule.id: "INFO" if rule.kind == "remind" else "PASS" for rule in notice.rules}
    other = {f"{notice.id}.{r}": verdict for verdict, rules in named.items() for r in rules}
    assert other.keys() <= usual.keys()

    assert verdicts(expand(name, told_of, notice), notice) == usual | other


@pytest.mark.parametrize(
    ("pack", "key", "value", "says"),
    [
        ("BM24", "slots_missing", ["身份证"], "身份证"),
        ("BM24", "masks", {"undecidd": 1}, "masks.undecidd"),
        ("BM24", "masks", {"missing": ["nose"]}, "nose"),
        ("BM24", "summary", {"chars": 2000, "mention": ["王"]}, "summary.mention"),
        ("BM24", "pub", {"missing": ["没有这一项"]}, "没有这一项"),
        ("BM24", "pub", {"start": "2024-13-01"}, "pub.start"),
        ("BM24", "items", [{"type": "业绩成果", "lack": ["witness.phone"]}], "witness.phone"),
        ("BM24", "items", [{"type": "业绩"}], "items.type"),
        ("BM24", "assess", {2022: "良好"}, "良好"),
        ("BM24", "assess_missing", {"考核本": [2022]}, "考核本"),
        ("BM24", "unticked", ["BM24.basic.photo"], "BM24.basic.photo"),
        ("BM24", "blank_fields", ["person.nme"], "person.nme"),
        ("BM24", "track", {"submitted": 1}, "track.submitted"),
        ("BM24", "unopenable", ["没有的栏目"], "没有的栏目"),
        ("BM24", "probation_result", "优秀", "probation_result"),
        ("BM24", "paper_missing", ["护照"], "护照"),
        ("BM24", "aid", {"since": "2020-01"}, "aid.since"),
        ("BM24", "apply", {"level": "特级"}, "特级"),
        ("BM24", "wording", {"悔过书": "我错了"}, "悔过书"),
        ("BM24", "wording", {"个人承诺书": "W.XX99.pledge"}, "XX99"),
        ("BM24", "wording", {"个人承诺书": "W.LC22.pledg"}, "pledg"),
        ("ZZ23", "pack_years", "五年", "pack_years"),
        ("GT23", "pub", {"signd": ["单位负责人"]}, "pub.signd"),
    ],
)
def test_a_slip_in_the_shorthand_is_refused(pack: str, key: str, value: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        expand("V", told(pack, {"told": {key: value}}), load_notice(pack))


def test_dates_read_by_yaml_are_dates_of_the_case() -> None:
    pub = yaml.safe_load("{start: 2024-07-15, end: 2024-07-22, result_date: 2024-07-23}")
    track = yaml.safe_load("{first_submit_at: 2024-07-26 10:00:00, audit_at: 2024-08-01}")
    changed = told("BM24", {"told": {"pub": pub, "track": track}})
    case = expand("V", changed, load_notice("BM24")).case
    assert (case.pub.start, case.pub.result_date) == ("2024-07-15", "2024-07-23")
    assert (case.track.first_submit_at, case.track.audit_at) == ("2024-07-26T10:00", "2024-08-01")
