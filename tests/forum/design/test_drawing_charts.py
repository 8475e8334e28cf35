"""Columns start at zero and their scale can be read at a glance."""

from itertools import pairwise

import pytest

from forum.design.charts import columns, heat, joined, nice_top, numbered, spark_line


@pytest.mark.parametrize(
    ("most", "top"),
    [(0, 1), (0.7, 1), (1, 1), (3, 4), (9, 10), (10, 10), (11, 20), (41, 50), (383, 400)],
)
def test_the_scale_ends_at_a_round_number(most, top):
    assert nice_top(most) == top


def test_a_column_is_as_high_as_its_number():
    drawn = columns([("Oct", 5), ("Nov", 10), ("Dec", 0)])

    assert [bar.height for bar in drawn.bars] == [90, 180, 0]
    assert [line.label for line in drawn.grid] == ["0", "5", "10"]
    assert {bar.y + bar.height for bar in drawn.bars} == {210}


def test_columns_never_touch_and_stay_inside():
    bars = columns([(str(week), week) for week in range(52)]).bars

    assert all(one.x + one.width < next_.x for one, next_ in pairwise(bars))
    assert bars[0].x >= 50
    assert bars[-1].x + bars[-1].width <= 690


def test_many_columns_carry_few_labels():
    drawn = columns([(str(week), week) for week in range(52)])

    assert sum(bar.labelled for bar in drawn.bars) <= 8


def test_a_chart_of_nothing_is_an_empty_scale():
    drawn = columns([])

    assert drawn.bars == []
    assert [line.label for line in drawn.grid] == ["0", "0.5", "1"]


def test_a_little_line_rises_with_its_numbers():
    assert spark_line([1, 2, 3]) == "0,30 56,17 112,4"
    assert spark_line([7]) == "0,30"


def test_the_table_beside_a_chart_says_the_unit():
    assert numbered([("Oct", 1200)], "%") == [("Oct", "1,200%")]


def test_a_line_runs_through_the_top_of_each_column():
    drawn = columns([("Oct", 5), ("Nov", 10)])

    assert joined(drawn.bars) == "210,120 530,30"


def test_heat_has_five_steps_from_nothing_to_the_most():
    drawn = heat(["Morning", "Evening"], [("Monday", [0, 1]), ("Sunday", [50, 100])])

    assert [cell.step for cell in drawn.cells] == [0, 1, 2, 4]
    assert [name for _, name in drawn.rows] == ["Monday", "Sunday"]
    assert all(cell.x + cell.width <= 690 for cell in drawn.cells)


def test_heat_of_nothing_is_cold():
    assert [cell.step for cell in heat(["A"], [("Monday", [0])]).cells] == [0]
