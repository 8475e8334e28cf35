"""200 pairs of twins, a newcomer and an advocate, who do the same thing at the same moment.

Of each pair the one goes first who went second in the pair before. What they did is put in the same
order, promised for the same moment, given to the same people and counted the same. That nothing
could know better is proved in tests/architecture/test_the_equity_guard.py.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from sqlalchemy import insert, select

from forum.accounts.models import Member, Standing
from forum.accounts.standing import Role, Rung
from forum.ideas import actions as ideas
from forum.ideas.models import Idea, IdeaThreshold
from forum.ideas.queries import ideas_in
from forum.ideas.ranking import fair_key
from forum.kernel import relay, totals
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from forum.threads.actions import ask
from forum.threads.models import Thread
from forum.threads.queries import threads_in
from forum.topics.models import Topic
from moderation.helpdesk import actions, queries
from moderation.helpdesk.models import Ticket, TicketPromise
from moderation.rota import actions as rota
from moderation.rota.wording import FEWEST, IN_TURN
from tests.cast import agreed_advocacy, make_person

PAIRS = 40
"""Of each of five kinds of acts."""

TITLE, WORDS = "My permit has not come", "I paid three weeks ago."
RUNGS = (Rung.NEWCOMER, Rung.ADVOCATE)


class Turn(NamedTuple):
    """Somebody whose turn it is, and on which rung they stand."""

    member_id: int
    rung: Rung


Does = Callable[[Callable[[Member], Any]], dict[int, Turn]]


@pytest.fixture
def turns(app) -> list[Turn]:
    """Everybody in the order they act, newcomers first in every other pair."""
    with writing():
        both = [RUNGS if pair % 2 == 0 else RUNGS[::-1] for pair in range(PAIRS)]
        named = {f"{rung} {pair}": rung for pair, rungs in enumerate(both) for rung in rungs}
        db.execute(insert(Member), [_called(name) for name in named])
        ids = {name: id_ for name, id_ in db.execute(select(Member.name, Member.id))}
        made = [Turn(ids[name], rung) for name, rung in named.items()]
        db.execute(insert(Standing), [_stands(turn) for turn in made])
    return made


def _stands(turn: Turn) -> dict[str, Any]:
    agreed = agreed_advocacy(turn.member_id) if turn.rung is Rung.ADVOCATE else None
    return {"member_id": turn.member_id, "rung": turn.rung, "advocacy_id": agreed}


def _called(name: str) -> dict[str, Any]:
    email, joined_at = f"{name.replace(' ', '')}@example.org", now() - timedelta(days=400)
    return {
        **{"name": name, "name_key": name, "email": email, "email_key": email},
        **{"joined_at": joined_at, "verified_at": joined_at, "role": Role.CITIZEN},
    }


@pytest.fixture
def all_do(turns) -> Does:
    """Everybody does the same; what came of it, by its id, in the order it was done."""

    def do(deed: Callable[[Member], Any]) -> dict[int, Turn]:
        done = {}
        with writing():
            for turn in turns:
                made = deed(db.get_one(Member, turn.member_id))
                done[made.id if made else turn.member_id] = turn
        return done

    return do


@pytest.fixture
def settle(app) -> Callable[[], None]:
    """All that follows, however long it takes, but for mails and the index."""

    def follow() -> None:
        while relay.deliver_due() + totals.refresh_stale():
            pass

    return follow


@pytest.fixture
def desk(app, parking) -> Callable[[str], None]:
    """Two people at the desk, and a manager who says how new tickets are given."""
    make_person(app, "Dev Patel", role=Role.AGENT)
    make_person(app, "Nell Dacre", role=Role.AGENT)
    mara = make_person(app, "Mara Stone", role=Role.MANAGER)

    def give(way: str) -> None:
        with writing():
            rota.set_way(parking.service_id, way, by=mara.member, version=1)

    return give


def asks(by: Member) -> Thread:
    topic = db.scalars(select(Topic)).one()
    return ask(by=by, topic=topic, title=TITLE, body=write_up(WORDS))


def brings_what_they_asked(by: Member) -> Ticket:
    return actions.escalate_thread(asks(by), by=by)[0]


def writes_in_private(by: Member) -> Ticket:
    return actions.open_contact(title=TITLE, body=write_up(WORDS), email=by.email, by=by)


def proposes(by: Member) -> Idea:
    topic = db.scalars(select(Topic)).one()
    return ideas.propose(by=by, topic=topic, title=TITLE, body=write_up(WORDS))


def test_questions_stand_in_the_order_they_came_and_wait_equally_long(all_do, parking):
    asked = all_do(asks)

    with fresh_reading():
        listed = [line.id for line in threads_in(size=2 * PAIRS).items]
        due = list(queries.threads_to_escalate(now() + timedelta(days=5)))

    assert listed == [*reversed(asked)]
    assert [one.thread_id for one in due] == [*asked]
    assert len({one.fired for one in due}) == 1


@pytest.mark.parametrize(
    ("deed", "way"), [(brings_what_they_asked, IN_TURN), (writes_in_private, FEWEST)]
)
def test_tickets_get_the_same_promise_place_and_people(deed, way, all_do, desk, adam, settle):
    desk(way)
    opened = all_do(deed)
    settle()

    with fresh_reading():
        tickets = {one.id: one for one in db.scalars(select(Ticket))}
        facts = {key: _facts(one) for key, one in tickets.items()}
        queue = list(_queue(adam.member))

    assert len(set(facts.values())) == 1
    assert queue == [*opened]
    with_whom = {
        rung: Counter(tickets[key].assignee_id for key, turn in opened.items() if turn.rung == rung)
        for rung in RUNGS
    }
    assert with_whom[Rung.NEWCOMER] == with_whom[Rung.ADVOCATE]
    assert len(with_whom[Rung.ADVOCATE]) == 2
    assert None not in with_whom[Rung.ADVOCATE]


def test_ideas_stand_in_each_order_as_they_came(all_do, pia, parking):
    """A newcomer’s first idea is read before it shows; here somebody does so at once."""
    put = all_do(proposes)
    with writing():
        for idea in db.scalars(select(Idea).where(Idea.state == "held")):
            ideas.release(idea, by=pia.member)

    with fresh_reading():
        lists = {order: _listed(order) for order in ("new", "rising", "top")}
        fair = [(line.key, line.id) for line in ideas_in(order="fair", seed=7, size=99).items]
        facts = {_idea_facts(idea) for idea in db.scalars(select(Idea))}

    assert all(found == [*reversed(put)] for found in lists.values())
    assert fair == sorted((fair_key(idea_id, 0, seed=7), idea_id) for idea_id in put)
    assert len(facts) == 1


def test_supports_count_the_same(all_do, turns, pia, parking, settle):
    """Newcomers support one idea, advocates another."""
    with writing():
        topic = db.get_one(Topic, parking.id)
        facts = {"by": pia.member, "topic": topic, "body": write_up(WORDS)}
        of = {rung: ideas.propose(title=f"Of {rung}s", **facts).id for rung in RUNGS}
    rungs, counted = {turn.member_id: turn.rung for turn in turns}, []

    def supports(by: Member) -> None:
        idea = db.get_one(Idea, of[rungs[by.id]])
        ideas.support(idea, by=by)
        db.refresh(idea)
        counted.append(idea.support_count)

    all_do(supports)
    settle()

    assert counted == [pair for pair in range(1, PAIRS + 1) for _ in RUNGS]
    with fresh_reading():
        shown = {_idea_facts(db.get_one(Idea, idea_id)) for idea_id in of.values()}
        reached = {rung: _reached(idea_id) for rung, idea_id in of.items()}
    assert len(shown) == 1
    assert reached[Rung.NEWCOMER] == reached[Rung.ADVOCATE] != []


def test_what_an_advocate_brings_for_somebody_waits_like_what_they_bring_themselves(
    turns, parking, adam
):
    newcomer, advocate = turns[0], turns[1]
    with writing():
        author = db.get_one(Member, newcomer.member_id)
        own = brings_what_they_asked(author).id
        topic = db.get_one(Topic, parking.id)
        other = ask(by=author, topic=topic, title="Two", body=write_up(WORDS))
        helper = db.get_one(Member, advocate.member_id)
        for_them = actions.escalate_thread(other, by=helper, reason="It is hard to know.")[0].id

    with fresh_reading():
        facts = {_facts(db.get_one(Ticket, key))[:-1] for key in (own, for_them)}
        queue = list(_queue(adam.member))

    assert len(facts) == 1
    assert queue == [own, for_them]


def _facts(ticket: Ticket) -> tuple[Any, ...]:
    """What decides when it is looked at, and last of all the reason why it was opened."""
    clock = (TicketPromise.clock, TicketPromise.turn, TicketPromise.minutes)
    clocks = select(*clock, TicketPromise.due_at, TicketPromise.warn_at).order_by(*clock)
    rows = db.execute(clocks.where(TicketPromise.ticket_id == ticket.id))
    weight = (ticket.impact, ticket.urgency, ticket.is_emergency, ticket.kind, ticket.state)
    return (ticket.due_at, *weight, *(tuple(row) for row in rows), ticket.trigger)


def _queue(by: Member) -> Iterator[int]:
    """All pages of what waits."""
    cursor = None
    while True:
        found = queries.waiting("waiting", by=by, cursor=cursor)
        yield from (row.id for row in found.items)
        if not (cursor := found.next):
            return


def _listed(order: str) -> list[int]:
    return [line.id for line in ideas_in(order=order, size=2 * PAIRS).items]


def _idea_facts(idea: Idea) -> tuple[Any, ...]:
    numbers = (idea.support_count, idea.viewer_count, idea.heat, idea.top)
    return (*numbers, idea.published_at, idea.state, idea.stage)


def _reached(idea_id: int) -> list[tuple[Any, ...]]:
    columns = (IdeaThreshold.threshold, IdeaThreshold.reached_at, IdeaThreshold.due_at)
    rows = select(*columns).where(IdeaThreshold.idea_id == idea_id).order_by(columns[0])
    return [tuple(row) for row in db.execute(rows)]
