"""Each story of histories.toml, told on the pages and looked at in the ledger."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading
from forum.notifications.models import Notice
from forum.reputation.models import Award
from tests.forum.threads.conftest import answers, asks
from tests.moderation.golden.nia import Nia

__all__ = ["answers", "asks"]

STORIES = tomllib.loads((Path(__file__).parent / "histories.toml").read_text())["story"]


@pytest.mark.every_value
@pytest.mark.parametrize("story", STORIES, ids=[story["name"] for story in STORIES])
def test_a_history(app, parking, asks, answers, deliver, story):
    with time_machine.travel(datetime(2026, 3, 2, 10, tzinfo=UTC), tick=False) as clock:
        nia = Nia(app, clock, asks, answers, deliver)
        for words in story["happens"]:
            nia.does(words)
        deliver()
        found = _found(nia.nia)

    expected = {key: _whole(story[key]) for key in ("ledger", "told")}
    assert found == {"rung": story["rung"], **expected}


def test_there_are_as_many_as_promised():
    assert len(STORIES) >= 40
    assert len({story["name"] for story in STORIES}) == len(STORIES)


def _found(who: Any) -> dict[str, Any]:
    with fresh_reading():
        mine = select(Award.points, Award.kind).where(Award.member_id == who.member_id)
        told = select(Notice.kind).where(Notice.member_id == who.member_id)
        return {
            "ledger": [
                f"{row.points:+d} {row.kind}" for row in db.execute(mine.order_by(Award.id))
            ],
            "rung": str(who.member.rung),
            "told": list(db.scalars(told.order_by(Notice.told_at, Notice.id))),
        }


def _whole(lines: list[str]) -> list[str]:
    """ "+15 solution x 6" is six lines."""
    parts = [line.rpartition(" x ") for line in lines]
    return [one for what, _, times in parts for one in ([what] * int(times) if what else [times])]
