"""kill -9 of web and worker in the middle of it: what was acknowledged is there, exactly once."""

import os
import random
import time
from collections import Counter
from itertools import cycle
from typing import Any

import pytest
from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.accounts.tokens import issue_token
from forum.kernel.db import db, writing
from forum.kernel.events import PublishedEvent
from forum.kernel.house import catch_up
from forum.kernel.mail import OutgoingMail
from forum.kernel.mail.building import message_id
from forum.threads.models import Answer, Comment, MeToo, Thanks, Thread
from forum.votes.models import Vote
from moderation.helpdesk.models import Message, Ticket
from tests.conftest import ON_POSTGRES
from tests.factories import open_parking
from tests.races.auditor import faults
from tests.races.conftest import BOTH_TOWNS
from tests.races.crowd import crowd
from tests.races.journal import Journal
from tests.races.programs import Program
from tests.races.towns import inside, let_leases_run_out
from tests.races.townsfolk import Square, Townsfolk
from tests.services.mailsink import running_mailsink
from tests.services.town import running_town

pytestmark = pytest.mark.kills
SECONDS = float(os.environ.get("FOLKMOOT_KILL_SECONDS", "30")) / (1 if ON_POSTGRES else 2)
THREADS = 4
MARKS = {
    "thanks": (Thanks.member_id, Thanks.answer_id),
    "me too": (MeToo.member_id, MeToo.thread_id),
    "vote": (Vote.member_id, Vote.subject_id),
}


@pytest.fixture
def mailsink():
    with running_mailsink() as sink:
        yield sink


@pytest.fixture
def town(tmp_path, database_url, mailsink):
    smtp = mailsink.url
    with running_town(
        tmp_path, database_url=database_url, smtp_url=smtp, requests_per_minute="0"
    ) as town:
        yield town


@pytest.fixture
def townsfolk(town):
    """Four times six citizens and an agent, each with a token."""
    with inside(town):
        open_parking()
        catch_up()  # the index looks by itself every ten minutes only
        square, journal = Square(), Journal()
        people = programs(town, crowd(6 * THREADS))
        agents = programs(town, crowd(THREADS, role=Role.AGENT))
    return journal, [
        Townsfolk(square, journal, people[number::THREADS], agents[number], seed=number)
        for number in range(THREADS)
    ]


def programs(town, member_ids):
    with writing():
        return [
            Program(town, id_, issue_token(db.get_one(Member, id_), name="kills"))
            for id_ in member_ids
        ]


def kill_now_and_then(town, seconds):
    """Web and worker in turns, whenever the town was up for 2 to 4 seconds; how often each."""
    killed: Counter[str] = Counter()
    dice, until = random.Random(3), time.monotonic() + seconds
    for part in cycle(("web", "worker")):
        town.wait_until_ready()
        time.sleep(dice.uniform(2, 4))
        if time.monotonic() > until and killed["worker"]:
            return killed
        killed[part] += bool(town.kill(part))
    return killed


@BOTH_TOWNS
def test_what_was_acknowledged_is_there_once_whatever_is_killed(town, townsfolk, mailsink):
    journal, crews = townsfolk
    for crew in crews:
        crew.start()
    killed = kill_now_and_then(town, SECONDS)
    for crew in crews:
        crew.end()
    town.wait_until_ready()

    with inside(town):
        let_leases_run_out()
        town.command("settle", "--timeout", "60")

        print(dict(journal.counts), dict(killed), f"{len(mailsink.mails)} mails")
        assert journal.faults == []
        assert journal.counts["done"] > 100
        assert killed["web"]
        assert killed["worker"]
        assert [*lost_or_doubled(journal)] == []
        assert faults() == []
        assert '"findings": []' in town.command("doctor", "--json")
        assert [*strange_mails(mailsink, worker_kills=killed["worker"])] == []


def lost_or_doubled(journal):
    yield from texts_that_differ(journal)
    yield from marks_that_differ(journal)
    for reference, thread_id in journal.references.items():
        found = db.scalars(select(Ticket.source_id).where(Ticket.reference == reference)).all()
        if found != [thread_id]:
            yield f"ticket {reference} of thread {thread_id}: found {found}"
    yield from acceptances_that_differ()


def texts_that_differ(journal):
    there: Counter[str] = Counter()
    for model in (Thread, Answer, Comment):
        there.update(db.scalars(select(model.body)))
    there.update(db.scalars(select(Message.body).where(Message.answer_id.is_(None))))
    may_be = {"done": {1}, "unknown": {0, 1}, "not sent": {0}, "refused": {0}}
    for text, outcome in journal.texts.items():
        if there[text] not in may_be[outcome]:
            yield f"{text}: {outcome}, but there {there[text]} times"


def marks_that_differ(journal):
    there: dict[tuple[Any, ...], Any] = {}
    for noun, columns in MARKS.items():
        there |= {(noun, *row): True for row in db.execute(select(*columns))}
    solutions = db.execute(select(Thread.id, Thread.solution_id))
    there |= {("solution", id_): solution_id for id_, solution_id in solutions}
    for mark, known in journal.marks.items():
        now = there.get(mark, False)
        if now not in known.may_be:
            yield f"{mark} is {now}, but may only be {known.may_be}"


def acceptances_that_differ():
    """The ledger tells of each solution what the row says."""
    kinds = Counter(db.scalars(select(PublishedEvent.kind)))
    solved = db.scalar(select(func.count()).where(Thread.solution_id.is_not(None)))
    if kinds["answer_accepted"] - kinds["answer_unaccepted"] != solved:
        yield f"{solved} threads are solved, the ledger says {kinds}"


def strange_mails(mailsink, *, worker_kills):
    """One row is one mail; only who was killed in the middle of a mail may have sent it twice."""
    came = Counter(str(mail.message["Message-ID"]) for mail in mailsink.mails)
    rows = db.execute(select(OutgoingMail.id, OutgoingMail.state)).all()
    states = Counter(state for _, state in rows)
    if states.keys() - {"sent", "dropped"} or not states["sent"]:
        yield f"not every mail is sent or dropped: {states}"
    expected = {message_id(id_) for id_, state in rows if state == "sent"}
    yield from (f"never came: {lost}" for lost in expected - came.keys())
    yield from (f"nobody owes it: {mail}" for mail in came.keys() - expected)
    doubles = sum(came.values()) - len(came)
    if doubles > worker_kills:
        yield f"{doubles} mails came twice, but a worker was killed only {worker_kills} times"
