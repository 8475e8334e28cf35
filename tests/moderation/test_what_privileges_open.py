"""A privilege opens a deed and no door: what one may not see or write in stays shut on the highest
rung, and what is taken back is gone at the next request, on pages and in the API.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.accounts.standing import COMES_WITH, LADDER, Privilege, Rung
from forum.advisory import actions as advisory
from forum.advisory.actions.agenda import Proposal
from forum.advisory.actions.meeting import Call
from forum.advisory.models import Meeting
from forum.ballots.actions import switch_ballots
from forum.ballots.models import Ballot
from forum.helping.actions import choose_coach
from forum.ideas.actions import propose
from forum.ideas.models import Board, Idea
from forum.inside import actions as inside
from forum.inside.actions import Draft as InsideDraft
from forum.inside.kinds import About, Kind, State
from forum.kernel.clock import now
from forum.kernel.db import Model, db, fresh_reading, writing
from forum.kernel.written import write_up
from forum.rounds import actions as rounds
from forum.rounds.actions import Plan
from forum.rounds.models import QuestionRound
from forum.rounds.states import State as RoundState
from forum.threads.models import Answer, Thread
from forum.topics.models import Topic
from tests.cast import Person, make_person
from tests.factories import open_parking
from tests.moderation.conftest import answers, asks, escalates

KINDS: dict[str, Any] = {
    **{"thread": Thread, "answer": Answer, "idea": Idea, "board": Board, "waiting": Thread},
    **{"meeting": Meeting, "ballot": Ballot, "round": QuestionRound},
}
SHUT = {
    "thread": ("held", "hidden", "deleted"),
    "answer": ("held", "hidden", "deleted", "in a hidden question"),
    "idea": ("held", "hidden", "removed", "draft"),
    "board": ("not yet", "no longer"),
    "waiting": ("held", "hidden", "deleted"),
    "open topic": ("without staff",),
    "meeting": ("over",),
    "ballot": ("over",),
    "round": ("over", "draft"),
}
"""Every way in which there is something that not everybody may see or write in. Topics have none:
all of them are for everybody; what staff open and shut is whether one can be looked after.
"""
NOT_OF_THE_DEED = {"limit_window", "api_token"}
"""Rows that are written while somebody is asked who they are."""


@dataclass(frozen=True)
class Deed:
    """How it is done on a page and in the API; `about` is what it is done to.

    `is_authors`: nobody but the author could ever do it.
    """

    privilege: Privilege
    about: str
    page: tuple[str, dict[str, str]]
    api: tuple[str, str, dict[str, Any]] | None = None
    is_authors: bool = False
    before: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        return f"{self.privilege.name.lower()} {self.page[0]}"


YES = {"wanted": "yes"}
IDEA = {"title": "A fountain", "body": "By the playground.", "topic": "parking", "look": ""}
ITEM, PAPER = {"title": "Signs", "body": "They are small."}, {"number": "2", "chosen": "1"}
ROUND = {"body": "Why by post?"}
SOLVED, WHY = {"answer_id": "{answer}", "wanted": "yes"}, {"reason": "It is hard to know."}
DEEDS = [
    Deed(
        Privilege.ASK,
        "thread",
        ("/threads/{thread}/solution", SOLVED),
        ("PUT", "/threads/{thread}/solution", {"answer_id": "{answer}"}),
        is_authors=True,
    ),
    Deed(Privilege.ASK, "thread", ("/threads/{thread}/left-to-neighbours", YES), is_authors=True),
    Deed(
        Privilege.ANSWER,
        "thread",
        ("/threads/{thread}/answers", {"body": "Ask there."}),
        ("POST", "/threads/{thread}/answers", {"body": "Ask here."}),
    ),
    Deed(
        Privilege.COMMENT,
        "answer",
        ("/answers/{answer}/comments", {"body": "When?"}),
        ("POST", "/answers/{answer}/comments", {"body": "Where?"}),
    ),
    Deed(
        Privilege.ME_TOO,
        "thread",
        ("/threads/{thread}/me-too", YES),
        ("PUT", "/threads/{thread}/me-too", {}),
    ),
    Deed(
        Privilege.THANK,
        "answer",
        ("/answers/{answer}/thanks", YES),
        ("PUT", "/answers/{answer}/thanks", {}),
        before=("/threads/{thread}/me-too",),
    ),
    Deed(
        Privilege.UPVOTE,
        "answer",
        ("/answers/{answer}/vote", {"value": "1"}),
        ("PUT", "/answers/{answer}/vote", {"value": 1}),
    ),
    Deed(
        Privilege.UPVOTE,
        "thread",
        ("/threads/{thread}/vote", {"value": "1"}),
        ("PUT", "/threads/{thread}/vote", {"value": 1}),
    ),
    Deed(
        Privilege.SUPPORT,
        "idea",
        ("/ideas/{idea}/support", YES),
        ("PUT", "/ideas/{idea}/support", {}),
    ),
    Deed(Privilege.SUPPORT, "board", ("/ideas/{idea}/support", YES)),
    Deed(Privilege.PROPOSE, "board", ("/ideas", IDEA), ("POST", "/ideas", IDEA | {"title": "Two"})),
    Deed(
        Privilege.PROPOSE_FREELY,
        "board",
        ("/ideas", IDEA | {"title": "One more"}),
        ("POST", "/ideas", IDEA | {"title": "Yet one more"}),
    ),
    Deed(
        Privilege.MARK_DUPLICATES,
        "thread",
        ("/threads/{thread}/same-ticket", {"reference": "{known}"}),
    ),
    Deed(Privilege.ADVISE, "meeting", ("/advisory/{meeting}/items", ITEM)),
    Deed(Privilege.ADVISE, "ballot", ("/advisory/items/{item}/paper", PAPER)),
    Deed(Privilege.ASK_STAFF, "round", ("/rounds/{round}/questions", ROUND)),
    Deed(
        Privilege.ADOPT_TOPIC,
        "open topic",
        ("/helping/parking/adoption", {"wanted": "yes"}),
    ),
    Deed(
        Privilege.ADOPT_TOPIC,
        "waiting",
        ("/helping/threads/{waiting}/look", YES),
        before=("/helping/parking/adoption",),
    ),
    Deed(
        Privilege.ESCALATE_OTHERS,
        "thread",
        ("/threads/{thread}/escalation", WHY | {"hurry": "medium"}),
        ("POST", "/threads/{thread}/escalation", WHY),
    ),
    Deed(
        Privilege.ESCALATE_OTHERS,
        "idea",
        ("/ideas/{idea}/escalation", WHY | {"hurry": "medium"}),
        ("POST", "/ideas/{idea}/escalation", WHY),
    ),
]
LOOKS = {Privilege.LOOK_INSIDE: "plan", Privilege.HEAR_EARLY: "notice"}
"""What only opens pages: the kind of note. tests/forum/inside tries each state and reader."""
each_deed = pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)


@dataclass
class Place:
    """What the deeds are done to: Ada’s question with Ben’s answer, and Ben’s idea."""

    ids: dict[str, Any]
    coach: Person

    def filled(self, said: dict[str, Any]) -> dict[str, Any]:
        return {name: self._with_ids(value) for name, value in said.items()}

    def path(self, pattern: str) -> str:
        return pattern.format(**self.ids)

    def shut(self, about: str, how: str) -> None:
        if about == "board":
            later, earlier = now() + timedelta(days=1), now() - timedelta(days=1)
            days = (later, None) if how == "not yet" else (None, earlier)
            self.put_board(*days)
        elif how == "without staff":
            self.stand_by(None)
        elif how == "draft" and about == "round":
            self.put_round(RoundState.DRAFT)
        elif about in ("meeting", "ballot", "round"):
            self.put_over(now() - timedelta(minutes=1))
        elif how == "in a hidden question":
            self.put("thread", "hidden")
        else:
            self.put(about, how)

    def open(self) -> None:
        self.put("thread", "visible")
        self.put("answer", "visible")
        self.put("idea", "published")
        self.put("waiting", "visible")
        self.put_round(RoundState.ANNOUNCED)
        self.put_board(None, None)
        self.put_over(now() + timedelta(days=2))
        self.stand_by(self.coach)

    def stand_by(self, coach: Person | None) -> None:
        with writing():
            topic = db.scalars(select(Topic).where(Topic.slug == "parking")).one()
            choose_coach(topic, coach.member if coach else None, by=self.coach.member)

    def put(self, about: str, state: str) -> None:
        with writing():
            thing = db.get_one(KINDS[about], self.ids[about])
            thing.state = state

    def put_over(self, at: datetime) -> None:
        with writing():
            db.get_one(Meeting, self.ids["meeting"]).meets_at = at
            ballot = db.get_one(Ballot, self.ids["ballot"])
            ballot.opened_at, ballot.closes_at = at - timedelta(days=9), at
            asked = db.get_one(QuestionRound, self.ids["round"])
            asked.opens_at, asked.closes_at = at - timedelta(days=9), at

    def put_round(self, state: RoundState) -> None:
        with writing():
            asked = db.get_one(QuestionRound, self.ids["round"])
            asked.state = state
            asked.announced_at = None if state == RoundState.DRAFT else now()

    def put_board(self, opens_at: datetime | None, closes_at: datetime | None) -> None:
        with writing():
            board = db.scalars(select(Board)).one()
            board.opens_at, board.closes_at = opens_at, closes_at

    def _with_ids(self, value: Any) -> Any:
        if not isinstance(value, str) or not value.startswith("{"):
            return value
        return self.ids[value[1:-1]]


@pytest.fixture
def noor(app) -> Person:
    """An advocate who has been here for long."""
    noor = make_person(app, "Noor Aziz")
    noor.stands_on(Rung.ADVOCATE)
    return noor


@pytest.fixture
def place(ada, ben, cleo, pia, noor, parking) -> Place:
    ada.stands_on(Rung.REGULAR)
    ben.stands_on(Rung.REGULAR)
    thread = asks(ada, parking, "My permit has not come")
    known = escalates(ada, asks(ada, parking, "My other permit"))
    with writing():
        topic, body = db.get_one(Topic, parking.id), write_up("It is a long wait.")
        idea = propose(by=ben.member, topic=topic, title="A bench", body=body).id
    found: dict[str, Any] = {"thread": thread, "answer": answers(ben, thread), "idea": idea}
    found |= {"waiting": asks(ada, parking, "Nobody knows")}
    with writing():
        advised = _advised(noor, pia) | {"round": _round(pia)}
    place = Place(found | advised | {"known": known.reference}, cleo)
    place.stand_by(cleo)
    return place


def _advised(noor: Person, pia: Person) -> dict[str, Any]:
    """Noor is in the group, and there is a ballot at its meeting."""
    by, body, later = pia.member, write_up("Again."), now() + timedelta(days=2)
    advisory.join(by=noor.member)
    switch_ballots(on=True, by=by)
    meeting = advisory.call_meeting(Call("Letters", "The library", later), by=by)
    item = advisory.add_item(meeting, Proposal("Letters", body), by=by)
    ballot = advisory.open_ballot(item, "Which?", ["One", "Two"], closes_at=later, by=by)
    return {"meeting": meeting.id, "item": item.id, "ballot": ballot.id}


def _round(pia: Person) -> int:
    later, hosts = now() + timedelta(days=2), frozenset({pia.member_id})
    plan = Plan("Letters", write_up("Ask."), now(), later, hosts)
    round_ = rounds.prepare_round(plan, by=pia.member)
    rounds.move_round(round_, RoundState.ANNOUNCED, by=pia.member)
    return round_.id


def test_every_privilege_has_a_deed_here():
    """A privilege that something asks for is tried here; the others stand in one dated list."""
    assert {deed.privilege for deed in DEEDS} == set(Privilege) - set(COMES_WITH) - set(LOOKS)


@each_deed
def test_the_highest_rung_opens_nothing_that_is_shut(deed, noor, place):
    for how in SHUT[deed.about]:
        place.open()
        place.shut(deed.about, how)
        for door, sent in _doors(deed, noor, place).items():
            before = _everything()
            answer = sent()

            assert answer.status_code >= 400, f"{how}, {door}: {answer.status_code}"
            assert _everything() == before, f"{how}, {door}: something was written"


@each_deed
def test_what_is_open_is_open_to_them(deed, noor, place):
    """So that the refusals above are of what is shut, and not of a form that is wrong."""
    if deed.is_authors:
        pytest.skip("only its author can do this")
    before = _everything()
    for path in deed.before:
        noor.post(place.path(path), **YES)

    answer = _doors(deed, noor, place)["page"]()

    assert answer.status_code == 303, answer.text
    assert _everything() != before


@pytest.mark.parametrize("privilege", LOOKS)
def test_what_only_opens_pages_opens_what_is_published_and_closes_at_once(privilege, noor, dev):
    service_id = open_parking().service_id
    told = InsideDraft(
        Kind(LOOKS[privilege]),
        service_id,
        "New",
        write_up("So."),
        about=About.PLANNED,
        planned_for=now().date(),
        public_at=now() + timedelta(days=3),
    )
    with writing():
        shut, note = (inside.write_note(told, by=dev.member) for _ in range(2))
        inside.move_note(note, State.PUBLISHED, by=dev.member)
        ids = shut.id, note.id

    assert [noor.get(f"/inside/{id_}").status_code for id_ in ids] == [404, 200]

    _lowered(noor)

    assert [noor.get(f"/inside/{id_}").status_code for id_ in ids] == [404, 404]


def _lowered(who: Person) -> None:
    who.stands_on(Rung.NEWCOMER)


def _suspended(who: Person) -> None:
    with writing():
        db.get_one(Member, who.member_id).suspended_until = now() + timedelta(days=7)


def _closed(who: Person) -> None:
    with writing():
        db.get_one(Member, who.member_id).erased_at = now()


@pytest.mark.parametrize("taken", [_lowered, _suspended, _closed])
def test_what_is_taken_back_is_gone_at_the_next_request(taken, noor, place):
    assert noor.post("/ideas", **IDEA).status_code == 303
    assert noor.api("GET", "/me").status_code == 200
    kept = LADDER[Rung.NEWCOMER].privileges if taken is _lowered else frozenset()
    lost = [deed for deed in DEEDS if not deed.is_authors and deed.privilege not in kept]
    doors = [(deed.name, *door) for deed in lost for door in _doors(deed, noor, place).items()]
    before = _everything()

    taken(noor)

    assert {deed.privilege for deed in lost} >= set(LADDER[Rung.ADVOCATE].privileges) - kept - {
        Privilege.ASK,
        *COMES_WITH,
        *LOOKS,
    }
    for name, door, sent in doors:
        answer = sent()
        signs_in = answer.headers.get("Location", "").startswith("/sign-in")
        assert answer.status_code >= 400 or signs_in, f"{name}, {door}: {answer.status_code}"
        assert _everything() == before, f"{name}, {door}: something was written"


def _doors(deed: Deed, who: Person, place: Place) -> dict[str, Callable[[], Any]]:
    """Ready to be sent: the secrets of the person are asked for before anything is taken."""
    path, form = deed.page
    facts = place.filled(form) | {"csrf_token": who.csrf}
    doors = {"page": lambda: who.post(place.path(path), **facts)}
    if deed.api:
        method, below, json = deed.api
        said = place.filled(json)
        doors["api"] = lambda: who.api(method, place.path(below), **said)
        who.token()
    return doors


def _everything() -> dict[str, int]:
    """How many rows each table has."""
    tables = [t for t in Model.metadata.sorted_tables if t.name not in NOT_OF_THE_DEED]
    with fresh_reading():
        counts = select(*(select(func.count()).select_from(t).scalar_subquery() for t in tables))
        return dict(zip([t.name for t in tables], db.execute(counts).one(), strict=True))
