"""Totals, doctor, imports and many at once: the ledger is the truth."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from forum.kernel import relay
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import Origin, PublishedEvent, acting_through, publish
from forum.kernel.house import house
from forum.kernel.subjects import new_subject
from forum.reputation import actions
from forum.reputation.models import Award, Reputation
from forum.reputation.queries import events_that_earn
from forum.threads.events import AnswerAccepted, AnswerUnaccepted, PostVoted
from tests.tampering import tampering

LONG_AGO = datetime(2014, 5, 1, 12, tzinfo=UTC)


def accepted(asker, helper, answer_id, kind=AnswerAccepted):
    return kind(
        actor_id=asker.member_id,
        thread_id=answer_id,
        answer_id=answer_id,
        helper_id=helper.member_id,
        asker_id=asker.member_id,
    )


def bring_in(*events, apart=timedelta(days=1), since=LONG_AGO):
    """As an import does: rows of the ledger of acts, with moments of their own, nothing pending."""
    with writing():
        for number, event in enumerate(events):
            row = {
                "kind": event.kind,
                "version": event.version,
                "stream": event.stream,
                "subject_id": event.subject_id,
                "actor_id": event.actor_id,
                "channel": "command",
                "origin": Origin.IMPORT,
                "facts": event.facts(),
                "happened_at": since + number * apart,
            }
            db.execute(insert(PublishedEvent).values(row))


def fold():
    with writing():
        return actions.enter_history(events_that_earn(Origin.IMPORT))


def ledger():
    with fresh_reading():
        return [(row.kind, row.points) for row in db.scalars(select(Award).order_by(Award.id))]


def findings(name):
    with fresh_reading():
        return list(house().checks[name]())


def test_an_import_folds_its_whole_history_and_again_adds_nothing(ada, ben, pia, points):
    with writing():
        first, second = new_subject("answer"), new_subject("answer")
    bring_in(
        accepted(ada, ben, first),
        accepted(ada, ben, first, AnswerUnaccepted),
        accepted(ada, pia, second),
    )

    assert fold() == 6
    assert fold() == 0

    assert (points(ada), points(ben), points(pia)) == (2, 0, 15)
    assert ledger()[:4] == [
        ("solution", 15),
        ("accepting", 2),
        ("taken_back", -15),
        ("taken_back", -2),
    ]


def test_after_any_import_rebuilding_changes_nothing(ada, ben, deliver):
    with writing():
        answer_id = new_subject("answer")
    bring_in(accepted(ada, ben, answer_id))
    fold()
    deliver()

    assert house().projections["reputation"]() == 0


def test_points_from_an_import_are_taken_back_by_what_happens_here(ada, ben, points):
    with writing():
        answer_id = new_subject("answer")
    bring_in(accepted(ada, ben, answer_id))
    fold()

    with writing():
        publish(accepted(ada, ben, answer_id, AnswerUnaccepted))

    assert (points(ben), points(ada)) == (0, 0)


def test_a_second_import_takes_back_what_the_first_one_granted(ada, ben, voters, points):
    """With what it adds, the cap of that day would fall on other votes."""
    with writing():
        posts = [new_subject("answer") for _ in range(21)]
    crowd = voters(21)
    day = LONG_AGO.replace(hour=8)
    votes = [vote(one, post, author=ben) for one, post in zip(crowd, posts, strict=True)]
    bring_in(*votes, apart=timedelta(minutes=1), since=day)
    fold()
    assert points(ben) == 200

    early, late = (replace(votes[n], before=1, value=0) for n in (0, 20))
    bring_in(early, since=day + timedelta(minutes=10, seconds=1))
    bring_in(late, since=day + timedelta(hours=1))
    fold()

    assert points(ben) == 190
    assert findings("reversals") == []


def test_imported_events_reach_no_reaction(ada, ben, deliver):
    with acting_through("command", origin=Origin.IMPORT), writing():
        publish(accepted(ada, ben, new_subject("answer")))
    deliver()

    assert ledger() == []


def test_a_total_that_was_tampered_with_is_found_and_rebuilt(ada, ben, deliver):
    with writing():
        publish(accepted(ada, ben, new_subject("answer")))
    deliver()
    assert findings("reputation totals") == []
    with writing():
        db.execute(update(Reputation).values(points=999))

    assert "not 15" in findings("reputation totals")[1].sentence
    assert house().projections["reputation"]() == 2
    assert findings("reputation totals") == []


def test_doctor_finds_a_reversal_of_another_size(ada, ben, deliver):
    with writing():
        answer_id = new_subject("answer")
        publish(accepted(ada, ben, answer_id))
        publish(accepted(ada, ben, answer_id, AnswerUnaccepted))
    deliver()
    assert findings("reversals") == []

    with writing(), tampering(db.connection()):
        db.execute(update(Award).where(Award.points == -15).values(points=-14))

    assert len(findings("reversals")) == 1


@pytest.mark.parametrize("days_apart", [0, 1])
def test_doctor_finds_a_cap_that_is_exceeded(ada, ben, deliver, days_apart):
    with writing():
        answer_id = new_subject("answer")
        for voter in (ada, ben):
            publish(vote(voter, answer_id, author=ben))
            publish(vote(voter, answer_id, author=ada))
    deliver()
    assert findings("caps") == []

    with writing(), tampering(db.connection()):
        mine = db.query(Award).order_by(Award.id).limit(1).one()
        mine.points = 201
        mine.granted_at += timedelta(days=days_apart)
        db.flush()

    assert len(findings("caps")) == 2


def test_two_workers_at_once_stay_under_one_persons_cap(app, ada, ben, voters, points):
    crowd = voters(30)
    with writing():
        for one in crowd:
            publish(vote(one, new_subject("answer"), author=ben))

    workers = [threading.Thread(target=deliver_all, args=(app,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert points(ben) == 200
    assert findings("caps") == []


def deliver_all(app):
    with app.app_context():
        while relay.waiting():
            relay.deliver_due()
            db.rollback()


def vote(voter, answer_id, *, author):
    return PostVoted(
        actor_id=voter.member_id,
        thread_id=answer_id,
        post_id=answer_id,
        author_id=author.member_id,
        is_answer=True,
        before=0,
        value=1,
    )
