"""Two hundred people and one idea, from four processes at once: one person, one support."""

import random

from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.ideas import actions
from forum.ideas.actions.supporting import moments_of
from forum.ideas.models import Idea, IdeaThreshold, IdeaViewer, OfficialReply, StageMove, Support
from forum.ideas.ranking import heat_of
from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.topics.models import Topic
from moderation.helpdesk.models import Affected, Ticket
from tests.races.auditor import faults
from tests.races.crowd import crowd
from tests.races.racing import RACERS


def shuffled(deeds):
    """Four lanes with the same deeds, each in an order of its own."""
    dice = random.Random(7)
    return [dice.sample(deeds, len(deeds)) for _ in range(RACERS)]


def put_forward(topic, author_id):
    with writing():
        by, here = db.get_one(Member, author_id), db.get_one(Topic, topic.id)
        return actions.propose(by=by, topic=here, title="A bench", body=write_up("It is long.")).id


def test_two_hundred_people_are_two_hundred_supports(app, parking, racers, deliver):
    author, *people = crowd(201)
    idea_id = put_forward(parking, author)
    deeds = [("support", {"member_id": one, "idea_id": idea_id, "wanted": True}) for one in people]

    racers.race(app, *[deeds[lane::RACERS] + deeds[lane:20:2] for lane in range(RACERS)])
    deliver()

    idea = db.get_one(Idea, idea_id)
    distinct = db.query(Support.member_id).where(Support.idea_id == idea_id).distinct().count()
    assert idea.support_count == distinct == db.query(Support).count() == 200
    assert abs(idea.heat - heat_of(moments_of(idea_id))) < 1e-6
    assert faults() == []


def test_supports_given_taken_back_and_looks_add_up(app, parking, racers, deliver):
    author, *people = crowd(31)
    idea_id = put_forward(parking, author)
    deeds = [
        ("support", {"member_id": one, "idea_id": idea_id, "wanted": wanted})
        for one in people
        for wanted in (True, False)
    ]
    looks = [("look_at_idea", {"member_ids": people[n::3], "idea_id": idea_id}) for n in range(3)]

    racers.race(app, *shuffled(deeds + looks))
    deliver()

    idea = db.get_one(Idea, idea_id)
    assert idea.viewer_count == db.query(IdeaViewer).count() == 30
    assert faults() == []


def test_supporting_while_the_worker_ranks_and_policy_decides(app, parking, racers, deliver):
    author, *people = crowd(41)
    (judge,) = crowd(1, role=Role.POLICY)
    idea_id = put_forward(parking, author)
    deeds = [("support", {"member_id": one, "idea_id": idea_id, "wanted": True}) for one in people]
    decisions = [
        ("decide_idea", {"member_id": judge, "idea_id": idea_id, "summary": f"Count {n}."})
        for n in range(8)
    ]

    racers.race(app, deeds[::2], deeds[1::2], decisions, [("refresh_totals", {})] * 20)
    deliver()

    assert db.query(StageMove).count() == 1
    assert db.query(OfficialReply).count() == 8
    assert db.get_one(Idea, idea_id).support_count == 40
    assert faults() == []


def test_one_form_sent_from_four_processes_makes_one_idea(app, parking, racers, deliver):
    (author,) = crowd(1)

    outcomes = racers.all_do(
        app, "propose", member_id=author, topic_id=parking.id, title="A roof over the stop"
    )
    deliver()

    assert len({outcome.result for outcome in outcomes}) == db.query(Idea).count() == 1
    assert faults() == []


def test_a_fault_becomes_one_ticket_and_every_supporter_waits_with_it(
    app, parking, racers, deliver
):
    author, *people = crowd(21)
    idea_id = put_forward(parking, author)
    deeds = [("support", {"member_id": one, "idea_id": idea_id, "wanted": True}) for one in people]
    bring = ("escalate_idea", {"member_id": author, "idea_id": idea_id})

    racers.race(app, [*deeds[:10], bring], [*deeds[10:], bring], [bring], [bring])
    deliver()

    assert db.query(Ticket).count() == 1
    assert db.query(Affected).count() == 20
    assert faults() == []


def test_a_limit_holds_when_somebody_presses_everything_at_once(app, parking, racers, deliver):
    keen, other = crowd(2)
    (manager,) = crowd(1, role=Role.MANAGER)
    ids = [put_forward_freely(parking, manager, number) for number in range(8)]
    with writing():
        by = db.get_one(Member, manager)
        actions.change_board(actions.main_board(), {"supports_each": 3, "review_at": 2}, by=by)
    deeds = [
        ("support", {"member_id": one, "idea_id": idea_id, "wanted": True})
        for one in (keen, other)
        for idea_id in ids
    ]

    racers.race(app, *shuffled(deeds))
    deliver()

    for one in (keen, other):
        assert db.query(Support).where(Support.member_id == one).count() == 3
    fired = {row.idea_id for row in db.query(IdeaThreshold)}
    assert fired == {idea.id for idea in db.query(Idea).where(Idea.support_count >= 2)}
    assert faults() == []


def put_forward_freely(topic, manager_id, number):
    with writing():
        by, here = db.get_one(Member, manager_id), db.get_one(Topic, topic.id)
        title = f"Bench {number}"
        return actions.propose(by=by, topic=here, title=title, body=write_up("It is long.")).id
