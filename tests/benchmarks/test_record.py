"""Figures, what a record of them says, and when a run is called slower than it."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from tests.benchmarks import __main__ as command
from tests.benchmarks import peers, record
from tests.benchmarks.__main__ import BY_NAME, PARTS
from tests.benchmarks.measuring import (
    BLOCK,
    Figure,
    Missing,
    MissingPeer,
    Noise,
    Pairs,
    Took,
    in_turn,
    once,
    spread,
)
from tests.benchmarks.record import Report

START = once("start", "a bare window", 1.5, 0.5, "clock")
FASTER = once("two processes", "one", 18, 10, unit="a second", more=True)
NOISE = Noise(0.01, 0.05, 0.97)


def told(*lines: Figure | Missing, before: dict[str, float] | None = None) -> str:
    return record.section(Report("start", lines, NOISE, 12.3), "usual", before or {})


def test_both_works_are_done_in_turn_each_as_often_first() -> None:
    done: list[str] = []
    pairs = in_turn(lambda: done.append("ours"), lambda: done.append("floor"), 4)
    assert done[2:] == ["ours", "floor", "floor", "ours"] * 2
    assert len(pairs.ours) == len(pairs.floor) == 4


def test_a_figure_is_the_median_of_the_ratios_of_pairs() -> None:
    ours = [Took(clock, 9.0) for clock in (2.0, 9.0, 4.0)]
    floor = [Took(clock, 3.0) for clock in (1.0, 1.0, 2.0)]
    figure = Pairs(ours, floor).figure("a", "b", "clock", each=2)
    assert (figure.ratio, figure.ours, figure.floor) == (2.0, 2.0, 0.5)
    assert (figure.low, figure.high) == (2.0, 5.5)
    assert Pairs(ours, floor).figure("a", "b").ratio == 3.0


def test_a_percentile_is_taken_of_each_block() -> None:
    rising = [Took(number, number) for number in range(1, BLOCK + 1)]
    level = [Took(2.0, 2.0)] * BLOCK
    pairs = Pairs(rising * 3, level * 3)
    assert pairs.percentile("a", "b", 0.99, "clock").ours == 100
    assert pairs.percentile("a", "b", 0.5, "clock").ratio == 51 / 2


@pytest.mark.parametrize(
    ("values", "parts"),
    [([3.0], (3.0, 3.0, 3.0)), ([1.0, 2.0, 3.0, 4.0, 5.0], (2.0, 3.0, 4.0))],
)
def test_spread_is_the_middle_half(values: list[float], parts: tuple[float, ...]) -> None:
    assert spread(values) == parts


@pytest.mark.parametrize(
    ("figure", "recorded", "called"),
    [
        (START, 2.6, False),
        (START, 2.4, True),
        (FASTER, 2.1, False),
        (FASTER, 2.2, True),
        (START, 0.0, False),
    ],
)
def test_twenty_percent_worse_than_recorded_is_called_slower(
    figure: Figure, recorded: float, called: bool
) -> None:
    said = told(figure, before={figure.name: recorded})
    assert ("**slower: " in said) is called


def test_slower_within_the_spread_says_so() -> None:
    figure = replace(START, low=1.0, high=5.0, pairs=9)
    assert "(within the spread)" in told(figure, before={figure.name: 2.0})


@pytest.mark.parametrize(
    ("figure", "says"),
    [
        (replace(START, wanted=4.0), "(≤ 4)"),
        (replace(START, wanted=2.0), "(**not ≤ 2**)"),
        (replace(START, wanted_ours=2.0), "1.5 s (≤ 2 s)"),
        (replace(START, wanted_ours=0.008), "1.5 s (**not ≤ 8 ms**)"),
        (replace(FASTER, wanted=1.7), "(≥ 1.7)"),
        (replace(FASTER, wanted=1.9), "(**not ≥ 1.9**)"),
    ],
)
def test_what_is_wanted_is_said_and_whether_it_is_kept(figure: Figure, says: str) -> None:
    assert says in told(figure)


def test_what_is_recorded_is_read_again() -> None:
    lost = Missing("masking ÷ Presidio", "could not be installed:\n| no network |")
    text = record.merged("", {"start": told(START, FASTER, lost)}, PARTS)
    assert record.recorded(text) == {"start": {START.name: 3.0, FASTER.name: 1.8}}
    assert "| not measured | could not be installed: / no network / |" in text


def test_a_part_measured_anew_leaves_the_others() -> None:
    old = record.merged("", {"saving": "old saving", "start": "old start"}, PARTS)
    new = record.merged(old, {"start": "new start"}, PARTS)
    assert record.sections(new)["saving"].strip() == "old saving"
    assert "old start" not in new
    assert new.index("## start") < new.index("## saving")


def test_a_run_is_recorded_and_the_next_one_held_against_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results = tmp_path / "RESULTS.md"
    worse = replace(START, ratio=4.0)
    reports = iter([Report("start", (line,), NOISE, 1.0) for line in (START, worse)])
    monkeypatch.setattr(command, "RESULTS", results)
    monkeypatch.setattr(command, "_measured", lambda *_: next(reports, None))
    assert command.main(["start", "--record"]) == 0
    kept = results.read_text("utf-8")
    assert record.recorded(kept) == {"start": {START.name: 3.0}}
    assert command.main(["start"]) == 0
    assert "**slower: 1.33**" in capsys.readouterr().out
    assert command.main(["start", "--record"]) == 1  # the part broke off
    assert results.read_text("utf-8") == kept


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(12.34, "12.3 s"), (0.0456, "45.6 ms"), (0.000_045_6, "45.6 µs"), (254.0, "254 s")],
)
def test_seconds_are_said_in_the_unit_one_reads(seconds: float, said: str) -> None:
    assert record.amount(seconds, "s") == said


def test_other_values_are_said_with_their_unit() -> None:
    said = [record.amount(*of) for of in ((1542.0, ""), (0.4, "a second"), (768.2, "MB"))]
    assert said == ["1542", "0.4 a second", "768 MB"]


def test_a_program_that_is_not_there_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingPeer, match="no soffice here"):
        peers.program("soffice")


@pytest.mark.parametrize("part", PARTS)
def test_every_part_can_be_measured(part: str) -> None:
    tree = ast.parse(Path(__file__).with_name(f"{part}.py").read_text("utf-8"))
    assert [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "measure"]


def test_the_record_has_every_part() -> None:
    known = record.recorded(record.RESULTS.read_text("utf-8"))
    assert set(PARTS) - set(BY_NAME) <= {part for part, ratios in known.items() if ratios}
