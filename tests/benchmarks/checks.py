"""``check()`` on the demonstration's eighty cases, beside reading the same cases by ``json``.

A rule is held against reading one value: a case's time over its rules, and over its values.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import median
from typing import Any

from desktop.app.notices import installed
from desktop.app.samples import demo
from desktop.domain.check import check
from tests.benchmarks.measuring import Line, Plan, in_turn, once

WANTED = 0.005  # seconds a case, so that a keystroke has time for the rest
OFTEN = 20
"""How often each rule alone is timed; its quickest counts."""


def measure(plan: Plan) -> Iterator[Line]:
    """A case, a rule, and whether one rule is dear."""
    now = demo.moment(installed.notice)
    cases = [made.case for made in demo.cases(installed.notice, 80)]
    notices = [installed.notice(case.pack_id) for case in cases]
    texts = [case.model_dump_json() for case in cases]

    def ours() -> None:
        for case, notice in zip(cases, notices, strict=True):
            check(case, notice, now)

    def floor() -> None:
        for text in texts:
            json.loads(text)

    pairs = in_turn(ours, floor, plan.times(5, 15, 40))
    yield pairs.figure("check() a case", "json.loads of it", each=80, wanted_ours=WANTED)
    rules = sum(len(notice.rules) for notice in notices)
    values = sum(_values(json.loads(text)) for text in texts)
    whole = pairs.figure("", "")
    scale = values / rules
    yield replace(
        whole,
        what="check() a rule",
        floor_is="json.loads of one value",
        ours=whole.ours / rules,
        floor=whole.floor / values,
        ratio=whole.ratio * scale,
        low=whole.low * scale,
        high=whole.high * scale,
    )
    case = next(case for case in cases if case.pack_id == demo.PACK)
    notice = installed.notice(case.pack_id)
    alone = []
    for rule in notice.rules:
        one = notice.model_copy(update={"rules": (rule,)})
        took = []
        for _ in range(OFTEN):
            began = time.process_time()
            check(case, one, now)
            took.append(time.process_time() - began)
        alone.append(min(took))
    usual, worst = median(alone), max(alone)
    dearest = notice.rules[alone.index(worst)].id
    sys.stderr.write(f"the dearest rule is {dearest}\n")
    yield once("the dearest rule, checked alone", "the median one", worst, usual, "processor")


def _values(told: Any) -> int:
    """How many values a JSON document has."""
    if isinstance(told, dict):
        return sum(map(_values, told.values()))
    return sum(map(_values, told)) if isinstance(told, list) else 1
