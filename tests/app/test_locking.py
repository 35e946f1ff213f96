"""When the vault locks itself, and what must not stay in the clipboard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.app.locking import CHOICES, IdleClock, holds_id_number


class Clocks:
    """The two clocks of a computer."""

    def __init__(self) -> None:
        self.steady = 100.0
        self.wall = datetime(2024, 7, 20, 1, 30, tzinfo=UTC)

    def pass_by(self, minutes: float) -> None:
        self.steady += minutes * 60
        self.wall += timedelta(minutes=minutes)


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


def idle(clocks: Clocks, minutes: int = 15) -> IdleClock:
    return IdleClock(minutes, lambda: clocks.steady, lambda: clocks.wall)


def test_it_is_due_after_the_minutes_and_not_before(clocks: Clocks) -> None:
    clock = idle(clocks)
    clocks.pass_by(14.9)
    assert not clock.due()
    clocks.pass_by(0.1)
    assert clock.due()


def test_whoever_is_there_starts_it_anew(clocks: Clocks) -> None:
    clock = idle(clocks)
    clocks.pass_by(14)
    clock.touched()
    clocks.pass_by(14)
    assert not clock.due()


def test_never_is_never(clocks: Clocks) -> None:
    clock = idle(clocks, 0)
    clocks.pass_by(100_000)
    assert not clock.due()


def test_a_laptop_that_slept_is_locked(clocks: Clocks) -> None:
    clock = idle(clocks)
    clocks.wall += timedelta(hours=8)  # the steady clock stood still
    assert clock.due()


def test_a_clock_set_back_does_not_keep_it_open(clocks: Clocks) -> None:
    clock = idle(clocks)
    clocks.wall -= timedelta(days=400)
    clocks.steady += 15 * 60
    assert clock.due()


def test_the_choices_are_those_of_the_settings() -> None:
    assert sorted(CHOICES) == [0, 5, 15, 30, 60]


@pytest.mark.parametrize(
    "text, held",
    [
        ("659901198803121238", True),
        ("身份证号：659901 19880312 123X。", True),
        ("６５９９０１１９８８０３１２１２３８", True),
        ("659901880312123", True),
        ("", False),
        ("13999990000", False),
        ("统一社会信用代码 91659001MA77ABCD1X", False),
        ("工作总结，共 2 300 字。", False),
        ("6599011988031212380000", False),
    ],
)
def test_what_holds_an_id_number(text: str, held: bool) -> None:
    assert holds_id_number(text) is held
