"""Whatever happens in whatever order: caps hold, undoing is exact, totals are sums."""

from dataclasses import replace
from functools import partial

import time_machine
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import select

from forum.kernel import relay, totals
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import Published, PublishedEvent, publish
from forum.kernel.house import house
from forum.kernel.subjects import new_subject
from forum.reputation.earning import fold
from forum.reputation.models import Award, Reputation
from tests.cast import make_person
from tests.forum.reputation.histories import PEOPLE, POSTS, History, check_ledger
from tests.forum.reputation.histories import totals as sums

QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


class FoldedHistory(History):
    """Told to the pure fold, which imports use."""

    def happen(self, event):
        number = len(self.told) + 1
        row = Published(id=number, happened_at=self.now, origin="import", channel="command")
        self.told.append(replace(event, published=row))

    def happen_again(self, event):
        self.told.append(event)

    def teardown(self):
        entries = fold(self.told)
        check_ledger(self, entries)
        assert fold([*self.told, *self.told]) == entries

        self.take_everything_back()
        assert set(sums(fold(self.told)).values()) <= {0}


class LiveHistory(History):
    """Published, delivered and reacted to, with a database."""

    def __init__(self, cast):
        super().__init__()
        self.cast = cast
        self.waiting = []
        with writing():
            self.posts = [new_subject("answer") for _ in POSTS]
            db.query(Award).delete()

    def member(self, person):
        return self.cast[person]

    def post(self, number):
        return self.posts[number]

    def happen(self, event):
        with time_machine.travel(self.now, tick=False), writing():
            self.waiting.append(publish(event))

    def happen_again(self, event):
        self.catch_up()
        before = self.entries()
        with writing():
            for reaction in house().reactions[type(event)]:
                if reaction.__module__ == "forum.reputation.reactions":
                    reaction(event)

        assert self.entries() == before

    def catch_up(self):
        """Deliver what was published, in batches as the relay makes them."""
        with time_machine.travel(self.now, tick=False):
            while relay.deliver_due():
                pass
        with fresh_reading():
            rows = db.scalars(select(PublishedEvent).where(PublishedEvent.id.in_(self.waiting)))
            self.told += [event for row in rows if (event := row.event)]
        self.waiting = []

    def entries(self):
        with fresh_reading():
            rows = db.scalars(select(Award).order_by(Award.id)).all()
            return [(r.id, r.points) for r in rows]

    def teardown(self):
        self.check_everything()
        self.take_everything_back()
        self.check_everything()
        assert not db.scalar(select(Reputation.member_id).where(Reputation.points != 0))

    def check_everything(self):
        self.catch_up()
        while totals.refresh_stale():
            pass
        with fresh_reading():
            check_ledger(self, db.scalars(select(Award).order_by(Award.id)).all())
        assert house().projections["reputation"]() == 0
        for name in ("reputation totals", "reversals", "caps"):
            assert list(house().checks[name]()) == []


def test_any_history_folds_within_the_caps_and_can_be_undone():
    run_state_machine_as_test(
        FoldedHistory,
        settings=settings(
            max_examples=1000, stateful_step_count=12, deadline=None, suppress_health_check=QUIET
        ),
    )


def test_any_history_lived_through_keeps_ledger_caps_and_totals(app):
    cast = [make_person(app, f"P{n} Person").member_id for n in range(PEOPLE)]

    run_state_machine_as_test(
        partial(LiveHistory, cast),  # type: ignore[arg-type]
        settings=settings(
            max_examples=60, stateful_step_count=8, deadline=None, suppress_health_check=QUIET
        ),
    )
