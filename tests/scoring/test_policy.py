"""The defaults say what domain.md says."""

from __future__ import annotations

import pytest

from scoring.policy import (
    CHECKLISTS,
    DIMENSION_WEIGHTS,
    EVENT_KINDS,
    REQUEST_KINDS,
    Carries,
    Dimension,
    Priority,
    Stage,
    points_of,
)
from scoring.values import Money, Points


@pytest.mark.parametrize("stage", Stage)
def test_the_dimension_weights_of_a_stage_sum_to_100(stage: Stage) -> None:
    assert sum(DIMENSION_WEIGHTS[stage].values()) == 100


def test_there_are_twenty_kinds_of_events_named_by_their_key() -> None:
    assert len(EVENT_KINDS) == 20
    assert all(kind.key == key for key, kind in EVENT_KINDS.items())


def test_a_checklist_asks_for_known_customer_events_at_least_once() -> None:
    for needs in CHECKLISTS.values():
        assert all(need >= 1 for need in needs.values())
        assert all(EVENT_KINDS[kind].dimension is Dimension.CUSTOMER for kind in needs)
    assert "lab_trial" not in CHECKLISTS[Stage.MATURE]
    assert CHECKLISTS[Stage.GROWTH]["exec_meeting"] == 4


def test_an_order_earns_a_point_per_hundred_thousand() -> None:
    assert points_of(EVENT_KINDS["order"], Money(250_000_000, "CNY")) == Points(2500)
    assert points_of(EVENT_KINDS["order"], Money(2_500_000, "JPY")) == Points(2500)
    assert points_of(EVENT_KINDS["collection"], Money(100_000, "CNY")) == Points(1)


def test_an_order_without_its_amount_has_no_points_to_tell() -> None:
    with pytest.raises(ValueError, match="order"):
        points_of(EVENT_KINDS["order"])


def test_a_deed_earns_its_fixed_points() -> None:
    assert points_of(EVENT_KINDS["hq_visit"]) == Points(1000)


def test_only_events_with_points_need_a_second_pair_of_eyes() -> None:
    without = {key for key, kind in EVENT_KINDS.items() if not kind.carries_points}
    assert without == {"satisfaction", "revenue", "margin", "dso", "overdue_receivable", "headcount_cost"}


def test_measured_kinds_have_a_unit() -> None:
    assert all((kind.unit is not None) == (kind.carries is Carries.VALUE) for kind in EVENT_KINDS.values())


def test_a_target_in_days_is_as_long_as_the_calendars_day() -> None:
    targets = REQUEST_KINDS["exec_visit"].targets[Priority.P2]
    assert targets.acknowledge.minutes(480) == 240
    assert targets.resolve.minutes(450) == 1350
