"""Guests who arrive at once: never more than 20 in 30 days, nobody twice, and one first time."""

from typing import Any

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.kernel.written import write_up
from forum.referrals import actions
from forum.referrals.models import JoinLink, MemberReferral
from forum.referrals.rules import MOST
from forum.threads import actions as threads
from forum.topics.models import Topic
from tests.cast import make_person
from tests.races.racing import RACERS


def inviter_of(app, topic):
    """Somebody whose answer helped, with an invitation."""
    ben = make_person(app, "Ben Hallam")
    solved(topic, make_person(app, "Ada Okafor"), by=ben)
    with writing():
        actions.make_link(by=ben.member)
    return ben


def solved(topic, asker, *, by):
    with writing():
        place = db.get_one(Topic, topic.id)
        said: dict[str, Any] = {"title": "Why?", "body": write_up("Tell me.")}
        thread = threads.ask(by=asker.member, topic=place, **said)
        answer = threads.answer_thread(thread, by=by.member, body=write_up("So."))
        threads.accept_answer(answer, by=asker.member)


def come(app, inviter, number, *, accepted=False):
    guest = make_person(app, f"Guest{number} Vale")
    with writing():
        actions.say_yes(inviter.member, invited_id=guest.member_id)
        if accepted:
            actions.accept_referral(guest.member_id)
    return guest


def told(kind):
    with fresh_reading():
        return [row.facts for row in db.query(PublishedEvent).where(PublishedEvent.kind == kind)]


def test_of_four_who_arrive_at_once_there_is_room_for_two(app, parking, racers):
    inviter = inviter_of(app, parking)
    for number in range(MOST - 2):
        come(app, inviter, number, accepted=True)
    late = [come(app, inviter, 50 + number) for number in range(RACERS)]

    outcomes = racers.race(
        app, *[[("accept_referral", {"invited_id": guest.member_id})] for guest in late]
    )

    assert sorted(one.result for one in outcomes) == [False, False, True, True]
    with fresh_reading():
        assert db.query(MemberReferral).count() == MOST


def test_one_guest_arrives_once(app, parking, racers):
    guest = come(app, inviter_of(app, parking), 1)

    outcomes = racers.all_do(app, "accept_referral", invited_id=guest.member_id)

    assert sorted(one.result for one in outcomes) == [False, False, False, True]
    assert len(told("referral_accepted")) == 1


def test_of_four_that_count_at_once_one_is_the_first(app, parking, racers):
    inviter, cleo = inviter_of(app, parking), make_person(app, "Clara Vane")
    guests = [come(app, inviter, number, accepted=True) for number in range(RACERS)]
    for guest in guests:
        solved(parking, guest, by=cleo)

    racers.race(app, *[[("settle_referral", {"invited_id": g.member_id})] for g in guests])

    assert sorted(facts["is_first"] for facts in told("referral_counted")) == [False] * 3 + [True]


def test_four_presses_make_one_invitation(app, parking, racers):
    ben = make_person(app, "Ben Hallam")
    solved(parking, make_person(app, "Ada Okafor"), by=ben)

    racers.all_do(app, "make_join_link", member_id=ben.member_id)

    with fresh_reading():
        (link,) = db.query(JoinLink)
    assert len(told("join_link_made")) == 1
    racers.all_do(app, "make_join_link", member_id=ben.member_id, instead_of=link.code)
    assert len(told("join_link_made")) == 2
