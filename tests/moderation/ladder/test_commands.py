"""What `folkmoot ladder` says: why somebody stands where they do, and what other rules would do."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from forum.accounts.models import Standing
from forum.accounts.standing import Rung
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Invalid, Missing
from forum.kernel.events import PublishedEvent
from forum.reputation import actions
from forum.reputation.ladder import PUBLISHED
from forum.reputation.models import RungMove
from moderation.ladder import queries
from moderation.ladder.cli import ladder
from moderation.ladder.queries import trying
from tests.cast import make_person
from tests.moderation.ladder.conftest import follows_for

EXAMPLE = (Path(__file__).parents[3] / "docs/ladder-rules.toml").read_text(encoding="utf-8")


def says(*words):
    return CliRunner().invoke(ladder, [*map(str, words)], catch_exceptions=False).output


@pytest.fixture
def simulates(app, tmp_path):
    def simulate(text, *more):
        path = tmp_path / "rules.toml"
        path.write_text(text, encoding="utf-8")
        return says("simulate", path, *more)

    return simulate


def test_a_person_is_explained_by_name(cleo, ready):
    with writing():
        actions.offer_advocacy(ready.member, by=cleo.member, reason="You find the right words.")
        actions.pause_window(ready.member, until=now() + timedelta(days=30))
        actions.hold_rung(ready.member, Rung.REGULAR, by=cleo.member, reason="They asked us to.")

    told = says("explain", "ben hallam")

    assert told.startswith("Ben Hallam: Regular since ")
    assert "Held as Regular." in told
    assert "no answer yet" in told
    assert "Their time stands still until" in told
    assert "To become Follower:\n  yes People they helped: 5, needed 5" in told
    assert "Follower to Regular: Staff decided it (Cleo Marsh)" in told


def test_a_notice_says_the_day_of_the_step_down(ready):
    with writing():
        db.get_one(Standing, ready.member_id).warned_at = now()

    told = says("explain", "Ben Hallam")

    assert "Below the mark: steps down on " in told
    assert "To stay Follower:" in told


def test_somebody_new_is_told_the_ways(ada):
    told = says("explain", "Ada Okafor")

    assert "Questions they read: 0, needed 5 (one way: reading)" in told
    assert "They have not moved yet." in told


def test_a_name_that_nobody_has_is_said_in_one_sentence(app):
    with pytest.raises(Missing, match="We cannot find anybody of this name"):
        says("explain", "Nobody Here")


def test_the_published_rules_change_nothing(simulates, ada, ready):
    told = json.loads(simulates(EXAMPLE, "--json"))

    assert (told["people"], told["changed"]) == (2, 0)
    assert told["table"]["follower"]["follower"] == 2


def test_other_rules_are_counted_and_nobody_moves(simulates, ada, ready):
    before = _everything()

    told = json.loads(simulates(EXAMPLE.replace("of = 1\n\n", "of = 0\n\n", 1), "--json"))
    easier = simulates(EXAMPLE.replace("of = 5\n", "of = 6\n"))

    assert told["version"] == 1
    assert "Told that a step down is near: 0 by today's rules, 1 by the new ones." in easier
    assert _everything() == before


def test_whom_easier_rules_would_lift_is_in_the_table(simulates, ada, ben):
    nothing = EXAMPLE.replace('name = "answers_that_helped"\nof = 1', 'name = "days_here"\nof = 0')

    told = json.loads(simulates(nothing, "--json"))
    table = simulates(nothing).splitlines()

    assert told["table"]["newcomer"]["regular"] == told["changed"] == 2
    assert table[0] == "2 people, without those brought along; 2 would stand elsewhere."
    assert table[3].split() == ["Newcomer", "0", "2", "0", "0", "0"]


def test_another_window_is_another_record(simulates, ben, monkeypatch):
    seen = []
    monkeypatch.setattr(trying, "record_of", lambda *_, rules, **__: seen.append(rules.window))
    monkeypatch.setattr(trying, "settled", lambda footing, _: (footing, None))

    simulates(EXAMPLE.replace("window_days = 180", "window_days = 90"))

    assert seen == [timedelta(days=90)]


def test_everybody_is_looked_at_some_at_a_time(app, monkeypatch):
    monkeypatch.setattr(trying, "CHUNK", 2)
    for number in range(4):
        follows_for(make_person(app, f"P{number} Person"), days=1)

    assert queries.try_rules(PUBLISHED).people == 4


def test_people_brought_along_and_those_who_left_are_not_counted(app, ada, ben, cleo):
    with writing():
        brought = ada.member
        brought.is_imported, brought.email = True, None
    with writing():
        ben.member.erased_at = now()

    assert queries.try_rules(PUBLISHED).people == 1


def test_a_mistake_in_the_file_is_said(simulates, tmp_path):
    with pytest.raises(Invalid, match="version:"):
        simulates(EXAMPLE.replace("version = 1", "version = 'one'"))
    path = tmp_path / "latin.toml"
    path.write_bytes(b"back = '\xff'")
    with pytest.raises(Invalid, match="no text in UTF-8"):
        says("simulate", path)


def _everything():
    with fresh_reading():
        stands = select(Standing.member_id, Standing.rung, Standing.warned_at, Standing.computed_at)
        counts = [
            db.scalar(select(func.count()).select_from(table))
            for table in (RungMove, PublishedEvent)
        ]
        return sorted(db.execute(stands).all()), counts
