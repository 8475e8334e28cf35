"""Voting, taking back and accepting from several processes while another delivers and counts."""

import random
from collections import Counter

from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.kernel import relay
from forum.kernel.db import database, db, writing
from forum.kernel.written import write_up
from forum.reputation.models import Award, Reputation
from forum.reputation.reactions import ENTERING
from forum.reputation.rules import OUTSIDE_CAP
from forum.threads.actions import answer_thread
from forum.threads.models import Thread
from forum.votes.models import Vote
from tests.races.auditor import faults
from tests.races.crowd import crowd, question
from tests.races.racing import RACERS, Deed
from tests.races.tally import apart

VOTERS = 18  # 17 points of each of them for their first three votes are more than a day takes


def votes_on(answer_ids, voters, value):
    return [
        ("vote", {"member_id": voter, "answer_id": answer_id, "value": value})
        for voter in voters
        for answer_id in answer_ids
    ]


def answer_by(helper, asked):
    with writing():
        thread, by = db.get_one(Thread, asked.id), db.get_one(Member, helper)
        return answer_thread(thread, by=by, body=write_up("It is at the library.")).id


def newest_rows():
    """Each award with the last row about it."""
    chains: dict[int, tuple[Award, Award]] = {}
    for row in db.scalars(select(Award).order_by(Award.id)):
        first = chains[row.undoes_id][0] if row.undoes_id else row
        chains[row.id] = (first, row)
    undone = {row.undoes_id for _, row in chains.values()}
    return [pair for id_, pair in chains.items() if id_ not in undone]


def standing():
    return Counter(award.kind for award, row in newest_rows() if row.kind != "taken_back")


def capped_points_of(member_id):
    return sum(
        award.points
        for award, row in newest_rows()
        if award.member_id == member_id
        and award.kind not in OUTSIDE_CAP
        and row.kind != "taken_back"
    )


def test_the_cap_holds_and_totals_are_sums_whoever_acts_at_once(app, parking, racers, deliver):
    apart.create_all(database().writing)
    helper, *voters = crowd(1 + VOTERS)
    asked = [question(parking) for _ in range(4)]
    answer_ids = [answer_by(helper, one) for one in asked]
    accepting = [
        ("accept", {"member_id": one.asker_id, "answer_id": id_})
        for one, id_ in zip(asked, answer_ids, strict=True)
    ]
    casting = votes_on(answer_ids, voters, 1)
    random.Random(7).shuffle(casting)
    taking_back = votes_on(answer_ids[:1], voters[:6], 0)
    counting: list[Deed] = [("deliver", {}), ("refresh_totals", {})] * 6

    racers.race(app, casting[::2], casting[1::2], [*accepting, *taking_back, *accepting], counting)
    racers.all_do(app, "deliver")
    deliver()

    assert relay.waiting() == 0
    assert 0 < capped_points_of(helper) <= 200
    assert standing()["answer_upvoted"] == db.query(Vote).count()
    assert standing()["solution"] == len(asked)
    sums = select(func.sum(Award.points)).where(Award.member_id == helper)
    assert db.get_one(Reputation, helper).points == db.scalar(sums)
    assert faults() == []


def test_one_event_heard_by_four_at_once_is_entered_once(app, parking, racers, deliver):
    apart.create_all(database().writing)
    asked = question(parking)
    racers.race(app, *[votes_on(asked.answer_ids, crowd(5), 1) for _ in range(RACERS)])
    racers.all_do(app, "deliver")
    deliver()

    before = db.query(Award).count()
    racers.all_do(app, "hear_again", kinds=sorted(kind.kind for kind in ENTERING))
    deliver()

    assert db.query(Award).count() == before == 20
    assert faults() == []
