"""Nothing private stands where others can read it: every private field holds a word of its own, and
nobody who looks around everywhere finds one of them.
"""

from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from markupsafe import Markup
from sqlalchemy import JSON, cast, literal, or_, select, update

from forum.accounts.models import Advocacy
from forum.accounts.standing import Rung
from forum.drafts.models import Draft
from forum.hats.models import HatGrant
from forum.kernel import settling
from forum.kernel.db import Model, db, writing
from forum.kernel.slots import Filling
from forum.kernel.text import publish_text
from forum.recognition.models import ThankYouNote
from forum.rounds.models import RoundQuestion
from moderation.helpdesk.models import Message, Ticket, TicketEntry
from search import tasks as search
from tests.architecture.house import columns, models, reads
from tests.architecture.sources import told

CANARY = "canary"
PRIVATE = {"words", "contact"}
# What people write for everybody to read; what stands there before an edit is not.
READ_BY_ALL = {
    *("answer", "comment", "idea", "idea_comment", "note", "official_reply", "stage_move"),
    *("thread", "member"),
}
# Kept as public because it tells of no person; it is for the desk all the same.
FOR_THE_DESK = {"ready_answer": ("title", "in_short", "body"), "macro": ("name",)}
MUST_HOLD = {
    *("appeal", "draft", "grievance", "incoming_mail", "invitation", "lesson", "mail_reader"),
    *("group_message", "message", "outside_comment", "ready_answer", "report", "shelf", "ticket"),
    *("hat_grant", "survey", "thank_you_note"),
}
READERS = ("visitor", "citizen", "advocate")
SEARCHES = (f"/search?q={CANARY}", f"/api/v1/search?q={CANARY}", f"/members?begins={CANARY}")


@pytest.fixture
def cages(town):
    """The town with a canary in every private field; the tables that hold one."""
    with writing():
        agent_id = town.person("agent").member_id
        db.add(Draft(member_id=agent_id, place="ask", texts={"body": "begun"}))
        db.flush()
        held = {table for model in models() for table in _fill(model)}
    with town.app.app_context():
        search.rebuild()
    return held


def test_canaries_sit_in_every_room_that_keeps_private_words(cages):
    assert MUST_HOLD - cages == set()


@pytest.mark.parametrize("reader", READERS)
def test_nobody_finds_what_others_wrote_in_private(town, cages, reader):
    found = _found(town, reader)

    assert not found, told("A page shows what is private to somebody else.", found)


def test_no_mail_tells_others_what_was_written_in_private(town, cages):
    """Ben has the same problem as Ada; he is told that it was answered, and nothing of her."""
    town.person("citizen").post(f"/threads/{town.parts['thread_id']}/me-too", wanted="yes")
    settling.settle(town.app, seconds=30)
    said = {"body": "It is printed on Monday.", "to": "everyone", "unfinished": "They are away."}
    answer = town.person("agent").post(f"/desk/tickets/{town.parts['reference']}/answer", **said)
    assert answer.status_code == 303, answer.text
    settling.settle(town.app, seconds=30)

    own = f"{CANARY}-member.email-{town.person('asker').member_id}@example.org"
    folder = town.app.config["FOLKMOOT"].HOME / "mail"
    mails = [message_from_bytes(file.read_bytes(), policy=default) for file in folder.glob("*.eml")]
    others = [mail for mail in mails if mail["To"] != own]
    texts = [_words_of(mail) for mail in others]
    assert any("same problem" in text for text in texts), texts
    assert [text for text in texts if CANARY in text] == []


def _words_of(mail):
    return f"{mail['Subject']}\n{mail.get_body(('plain',)).get_content()}"


def test_a_page_that_shows_a_private_field_is_noticed(town, cages, monkeypatch):
    """The same look around, at a house in which a page of questions says whose ticket it is."""
    _show_on_threads(town, monkeypatch, lambda ticket: Markup(ticket.contact_email or ticket.title))

    assert any("threads.show" in one for one in _found(town, "visitor", only="threads.show"))


def test_a_template_that_prints_a_private_message_stops(town, cages, monkeypatch):
    def message(ticket: Ticket) -> Markup:
        said = select(Message.body).where(Message.ticket_id == ticket.id)
        return Markup("<p>{}</p>").format(db.scalars(said).first())

    _show_on_threads(town, monkeypatch, message)

    assert any("answered 500" in one for one in _found(town, "visitor", only="threads.show"))


def test_a_private_message_taken_out_by_force_is_found(town, cages, monkeypatch):
    def message(ticket: Ticket) -> Markup:
        said = select(Message.body).where(Message.ticket_id == ticket.id)
        return Markup("<p>{}</p>").format(publish_text(db.scalars(said).first() or ""))

    _show_on_threads(town, monkeypatch, message)

    assert any("message.body" in one for one in _found(town, "visitor", only="threads.show"))


def _fill(model: type[Model]) -> list[str]:
    """Each row's own canary names its table and column, so that a find says where it comes from."""
    name = model.__tablename__
    wanted = [c for c in columns(model) if _is_private(model, c.name)]
    if not wanted or name in READ_BY_ALL - {"member"}:
        return []
    key: Any = next(iter(model.__table__.primary_key))
    for column in wanted:
        word = f"{CANARY}-{name}.{column.name}-"
        fact: Any = {"body": word} if isinstance(column.type, JSON) else None
        end = "@example.org" if model.__privacy__.get(column.name) == "contact" else ""
        value = fact or literal(word).concat(cast(key, Ticket.title.type)).concat(end)
        held = (_hidden(model), column.is_not(None))
        db.execute(update(model).where(*held).values({column.name: value}))
    return [name] if db.scalar(select(key).where(_hidden(model)).limit(1)) is not None else []


def _is_private(model: type[Model], column: str) -> bool:
    if column in FOR_THE_DESK.get(model.__tablename__, ()):
        return True
    return model.__privacy__.get(column) in PRIVATE


def _hidden(model: type[Model]) -> Any:
    """A ticket of a question has its title; what was answered in public stands there too, and a
    note of thanks where whoever got it wants it.
    """
    table: Any = model
    if model is ThankYouNote:
        return ThankYouNote.is_shown.is_(False)
    if model is Ticket:
        return or_(Ticket.source_kind == "direct", Ticket.source_kind == "idea")
    return table.visibility != "public" if model is TicketEntry else literal(True)


def _found(town: Any, reader: str, *, only: str = "") -> list[str]:
    who = _reader(town, reader)
    own = set() if who == "visitor" else _own(town.person(who).member_id)
    pages = [
        (str(route), town.address(route, state))
        for route in reads(town.app)
        if town.has_address(route) and (not only or route.endpoint == only)
        for state in ["", *town.states_of(route)]
    ]
    pages += [(path, path) for path in ([] if only else SEARCHES)]
    return [one for name, path in pages for one in _on(town, who, name, path, own)]


def _own(member_id: int) -> set[str]:
    """Their address, what they asked in a round, and why they are an Advocate or have a hat."""
    asked = db.scalars(select(Advocacy.id).where(Advocacy.member_id == member_id))
    reasons = {f"{CANARY}-advocacy.reason-{id_}" for id_ in asked}
    given = db.scalars(select(HatGrant.id).where(HatGrant.member_id == member_id))
    reasons |= {f"{CANARY}-hat_grant.reason-{id_}" for id_ in given}
    asks = db.scalars(select(RoundQuestion.id).where(RoundQuestion.asker_id == member_id))
    reasons |= {f"{CANARY}-round_question.body-{id_}" for id_ in asks}
    return {f"{CANARY}-member.email-{member_id}"} | reasons


def _on(town: Any, who: str, name: str, path: str, own: set[str]) -> list[str]:
    headers = town.bearer(who) if path.startswith("/api/") else {}
    answer = town.ask(who, path, headers=headers, follow_redirects=True)
    if answer.status_code == 500:
        return [f"{name} answered {answer.status_code}"]
    text = answer.get_data().decode(errors="replace")
    for mine in own:
        text = text.replace(mine, "")
    at = text.find(f"{CANARY}-")
    return [f"{name}: {text[at : at + 60]!r}"] if at >= 0 else []


def _reader(town: Any, reader: str) -> str:
    if reader == "advocate":
        town.person("citizen").stands_on(Rung.ADVOCATE)
    return "visitor" if reader == "visitor" else "citizen"


def _show_on_threads(town: Any, monkeypatch: Any, show: Any) -> None:
    """As a careless filling of the slot above every question would."""

    def fill(thread_ids: Any, _reader: Any) -> dict[int, Markup]:
        rows = select(Ticket).where(Ticket.source_kind == "direct")
        ticket = db.scalars(rows).first()
        return {id_: show(ticket) for id_ in thread_ids} if ticket else {}

    slots = town.app.extensions["house"].slots
    careless = [*slots["thread banner"], Filling(fill, public=True)]
    monkeypatch.setitem(slots, "thread banner", careless)
