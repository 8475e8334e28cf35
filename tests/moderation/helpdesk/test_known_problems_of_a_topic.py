"""A known problem may be about one topic: only what belongs to that topic heeds it."""

import random
from datetime import timedelta
from typing import Any

import pytest

from forum.accounts.standing import Role
from forum.alerts.actions import Draft, change_alert, end_alert, publish_alert, write_alert
from forum.alerts.models import Alert
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import PublishedEvent
from forum.kernel.written import write_up
from forum.services.hours import elapsed
from forum.services.models import Service
from forum.topics.actions import add_topic
from forum.topics.models import Topic
from moderation.bundles.actions import split
from moderation.helpdesk import actions, queries
from moderation.helpdesk.keys import key_to
from moderation.helpdesk.models import Message, Ticket
from moderation.helpdesk.promises import deadline_of, incidents
from tests.cast import make_person
from tests.factories import open_waste
from tests.forum.services.times import OFFICE, at
from tests.moderation.catalogue.conftest import fields_of, words_of
from tests.moderation.conftest import as_stored, asks, escalates

MONDAY = at("2026-03-02 10:00")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def badges(parking):
    """Another topic of the parking service."""
    with writing():
        service_id = parking.service_id
        return add_topic(
            slug="blue-badges", name="Blue Badges", summary="Parking", service_id=service_id
        ).id


@pytest.fixture
def stops(parking):
    """The service says that the time of a known problem does not count."""
    with writing():
        db.query(Service).one().counts_incidents = False


@pytest.fixture
def declares(dev, parking):
    """Dev declares a known problem of a topic, or of the whole service; gives its id."""

    def declare(topic_id, title="The permit printer is down", *, ends=None):
        with writing():
            draft = a_draft(parking.service_id, topic_id, title, ends=ends)
            alert = write_alert(draft, by=dev.member)
            publish_alert(alert, by=dev.member)
            return alert.id

    return declare


@pytest.fixture
def of_badges(ada, badges):
    """Ada's question about her Blue Badge, with the council since ten o'clock."""
    with fresh_reading():
        topic = db.get_one(Topic, badges)
    return escalates(ada, asks(ada, topic, "My badge has not come"))


def a_draft(service_id, topic_id, title="The permit printer is down", *, ends=None):
    body = write_up("We are working on it.")
    return Draft(service_id, "problem", title, body, MONDAY, ends and at(ends), topic_id)


def first_due(ticket):
    with fresh_reading():
        return queries.clocks_of(ticket.id)[0].due_at


def promise_page(reader, ticket):
    return words_of(reader.get(f"/tickets/{ticket.reference}/promise"))


def test_only_the_clocks_of_its_topic_stand_still(stops, ticket, of_badges, declares, deliver):
    declares(ticket.topic_id)
    deliver()

    assert first_due(ticket) is None
    assert first_due(of_badges) == at("2026-03-04 10:00")


def test_one_of_the_whole_service_stops_all_of_them(stops, ticket, of_badges, declares, deliver):
    declares(None)
    deliver()

    assert first_due(ticket) is None
    assert first_due(of_badges) is None


def test_the_page_of_the_promise_names_it_where_it_counts_and_nowhere_else(
    stops, visitor, ticket, of_badges, declares, dev, deliver, monday
):
    alert_id = declares(ticket.topic_id)
    deliver()
    monday.move_to(at("2026-03-02 12:30"))
    with writing():
        end_alert(db.get_one(Alert, alert_id), by=dev.member)
    deliver()

    touched, other = promise_page(visitor, ticket), promise_page(visitor, of_badges)

    known = "there was a known problem (The permit printer is down)"
    assert f"10 am to 12.30 pm: not counted, for {known}" in touched
    assert "Known problems in this time" in touched
    assert "The permit printer is down" not in other
    assert first_due(ticket) == at("2026-03-04 12:30")


def test_a_topic_that_is_corrected_stops_and_frees_the_right_clocks(
    stops, ticket, of_badges, badges, declares, dev, deliver
):
    alert_id = declares(ticket.topic_id)
    deliver()
    with writing():
        alert = db.get_one(Alert, alert_id)
        wanted = a_draft(alert.service_id, badges)
        change_alert(alert, wanted, by=dev.member, version=alert.version)
    deliver()

    assert first_due(ticket) == at("2026-03-04 10:00")
    assert first_due(of_badges) is None


def test_a_message_that_names_no_topic_is_touched_by_none(
    stops, letter, parking, declares, deliver
):
    declares(parking.id)
    deliver()
    of_one = first_due(letter)
    declares(None, "Everything is down")
    deliver()

    assert of_one == at("2026-03-04 10:00")
    assert first_due(letter) is None


def test_nobody_is_told_of_it_who_did_not_say_the_topic(dev, letter, ticket, parking, declares):
    declares(parking.id)

    assert [known_of(letter), known_of(ticket)] == [[], ["The permit printer is down"]]


def known_of(ticket):
    with fresh_reading():
        return [one.title for one in queries.known_now(db.get_one(Ticket, ticket.id))]


def test_what_was_chosen_on_the_ask_page_is_what_the_message_is_about(visitor, parking, badges):
    begun = visitor.post("/contact", title="My badge", body="Where is it?", topic="blue-badges")
    sent = fields_of_contact(begun) | {"name": "Robin", "email": "robin@example.org"}
    visitor.post("/contact", **sent)

    with fresh_reading():
        assert db.query(Ticket).one().topic_id == badges


def test_a_topic_of_another_service_than_the_one_chosen_says_nothing(visitor, parking, badges):
    with writing():
        waste_id = open_waste().id
    words = {"title": "My bin", "body": "It is full.", "topic": "blue-badges"}
    about = {"about": str(waste_id), "name": "Robin", "email": "robin@example.org"}
    visitor.post("/contact", **words, **about)

    with fresh_reading():
        ticket = db.query(Ticket).one()
        assert (ticket.service_id, ticket.topic_id) == (waste_id, None)


def fields_of_contact(answer):
    """What stands hidden in the form of the private door, and what was brought along."""
    kept = ("title", "body", "about", "topic", "nonce", "known")
    return {name: text for name, text in fields_of(answer).items() if name in kept}


def test_a_ticket_split_off_another_one_is_about_the_same(ticket, dev, ada):
    ada.post(f"/tickets/{ticket.reference}/messages", body="And one thing more.")
    with writing():
        message_id = db.query(Message.id).where(Message.ticket_id == ticket.id).one().id
        mine = queries.locked_ticket(ticket.id)
        new = split(mine, message_id, title="One thing more", by=dev.member)
        assert new.topic_id == mine.topic_id is not None


def test_a_question_shows_what_is_about_its_topic_and_nothing_about_another(
    visitor, question, of_badges, declares, parking
):
    declares(parking.id)

    own = visitor.get(f"/threads/{question}", follow_redirects=True)
    other = visitor.get(f"/threads/{as_stored(of_badges.id).source_id}", follow_redirects=True)

    assert "The permit printer is down" in own.text
    assert "The permit printer is down" not in other.text
    assert "The permit printer is down" in visitor.get("/topics/parking").text
    assert "The permit printer is down" not in visitor.get("/topics/blue-badges").text
    assert "The permit printer is down" in visitor.get("/services/parking").text


def test_its_page_the_list_and_programs_say_what_it_is_about(visitor, declares, badges):
    alert_id = declares(badges)

    shown = words_of(visitor.get(f"/alerts/{alert_id}-the-permit-printer-is-down"))
    (told,) = visitor.get("/api/v1/alerts").json["items"]

    assert "Only about this: Blue Badges" in shown
    assert ": Blue Badges" in words_of(visitor.get("/alerts"))
    assert (told["service"], told["topic"]) == ("parking", "blue-badges")


FORM = {
    "service": "parking",
    "topic": "blue-badges",
    "kind": "problem",
    "title": "The badge printer is down",
    "body": "We are working on it.",
    "begins": "",
    "ends": "",
    "version": "0",
}


def test_before_it_is_published_the_desk_sees_which_tickets_it_touches(
    stops, dev, ticket, of_badges, letter, badges
):
    draft = dev.post("/desk/alerts/new", **FORM).location
    said = words_of(dev.get(draft))

    assert "1 open ticket is about this." in said
    assert "the clock of 1 of them stands still" in said
    assert "My badge has not come" in said
    assert "My permit has not come" not in said
    assert "1 more open ticket of the service names no topic" in said
    assert first_due(of_badges) is not None


def test_where_the_time_counts_the_desk_reads_that_the_clocks_go_on(dev, ticket, badges):
    draft = dev.post("/desk/alerts/new", **FORM | {"topic": ""}).location

    assert "Their clocks go on" in words_of(dev.get(draft))


def test_where_no_promise_is_open_the_desk_reads_so(stops, app, ticket, badges, monday, deliver):
    monday.move_to(at("2026-05-01 12:00"))
    deliver()
    nell: Any = make_person(app, "Nell Dacre", role=Role.AGENT)
    form = FORM | {"topic": ""}
    draft = nell.post("/desk/alerts/new", **form).location

    said = words_of(nell.get(draft))

    assert "1 open ticket is about this. No promise to them is open that it could stop." in said


def test_a_topic_that_came_to_another_service_stays_where_it_is_named(
    dev, of_badges, badges, declares
):
    alert_id = declares(badges)
    with writing():
        db.get_one(Topic, badges).service_id = open_waste().id
    edit = f"/desk/alerts/{alert_id}/edit"
    form = fields_of(dev.get(edit)) | {"kind": "problem", "topic": "blue-badges"}
    form |= {"service": "parking", "title": "The badge printer is down"}
    shown = dev.post(edit, **form)
    saved = dev.post(edit, **fields_of(shown) | form | {"seen": fields_of(shown)["seen"]})

    assert (shown.status_code, saved.status_code) == (200, 303)
    page = dev.get(f"/desk/tickets/{of_badges.reference}").text
    assert f'<option value="{badges}" selected>Blue Badges' in page
    topic = {"topic": str(badges)}
    assert dev.post(f"/desk/tickets/{of_badges.reference}/topic", **topic).status_code == 303


def test_a_correction_is_previewed_with_the_tickets_it_would_touch(
    stops, dev, ticket, of_badges, declares
):
    alert_id = declares(ticket.topic_id)
    edit = f"/desk/alerts/{alert_id}/edit"
    form = fields_of(dev.get(edit)) | {"kind": "problem", "topic": "blue-badges"}

    said = words_of(dev.post(edit, **form))

    assert "1 open ticket is about this." in said
    assert "My badge has not come" in said
    assert first_due(of_badges) is not None


def test_planned_work_touches_no_ticket(stops, dev, ticket, badges):
    draft = dev.post("/desk/alerts/new", **FORM | {"kind": "planned", "topic": ""}).location

    assert "Open tickets it touches" not in words_of(dev.get(draft))


def test_what_only_managers_read_is_counted_and_not_named(stops, dev, adam, badges, parking):
    with writing():
        actions.open_contact(
            title="A letter of lawyers",
            body=write_up("We write for our client."),
            email="law@example.org",
            kind="legal_notice",
            topic=db.get_one(Topic, badges),
        )
    draft = dev.post("/desk/alerts/new", **FORM).location
    read_by_dev, read_by_adam = words_of(dev.get(draft)), words_of(adam.get(draft))

    assert "1 open ticket is about this." in read_by_dev
    assert "A letter of lawyers" not in read_by_dev
    assert "A letter of lawyers" in read_by_adam


def test_a_topic_of_another_service_is_refused_in_plain_words(dev, parking, badges):
    with writing():
        waste_id = open_waste().id
        bins_id = add_topic(slug="bins", name="Bins", summary="Bins", service_id=waste_id).id

    answer = dev.post("/desk/alerts/new", **FORM | {"topic": "bins"})

    assert answer.status_code == 422
    assert "This topic belongs to another service." in words_of(answer)
    with pytest.raises(Invalid, match="another service"), writing():
        write_alert(a_draft(parking.service_id, bins_id), by=dev.member)


def clerk_counts(minute, ticket, problems):
    """Whether a minute counts for a ticket, by looking at the wall and at every notice on it.
    London keeps winter time in that week, so the clock on the wall shows UTC.
    """
    is_open = minute.weekday() < 5 and 9 <= minute.hour < 17
    return is_open and not any(
        begins <= minute and (ends is None or minute < ends) and about in (None, ticket.topic_id)
        for begins, ends, about in problems
    )


@pytest.mark.parametrize("seed", range(3))
def test_every_minute_counts_as_a_clerk_with_all_notices_before_them_says(
    seed, stops, ada, dev, parking, badges, monday
):
    chance = random.Random(seed)
    about = (None, parking.id, badges)
    problems = []
    for number in range(12):
        begins = MONDAY + MINUTE * chance.randrange(-2_000, 8_000)
        lasts = chance.choice((None, *[MINUTE * chance.randrange(1, 900) for _ in range(9)]))
        ends = begins + lasts if lasts else None
        problems.append((begins, ends, chance.choice(about)))
        keep_problem(number, *problems[-1], by=dev)
    ids = [open_at(number, chance.choice(about)) for number in range(8)]
    until = MONDAY + timedelta(days=5)
    monday.move_to(until)

    minutes = [MONDAY + MINUTE * number for number in range(5 * 24 * 60)]
    with fresh_reading():
        for ticket_id in ids:
            ticket = db.get_one(Ticket, ticket_id)
            promised = queries.clocks_of(ticket_id)[0].promised
            known = incidents(promised, until=until)
            by_clerk = [minute for minute in minutes if clerk_counts(minute, ticket, problems)]
            assert elapsed(OFFICE, MONDAY, until, (), known) == len(by_clerk)
            if len(by_clerk) >= promised.minutes:
                used_up = by_clerk[promised.minutes - 1] + MINUTE
                assert deadline_of(promised, queries.log_of(ticket_id), now=until) == used_up


def keep_problem(number, begins, ends, topic_id, *, by):
    with writing():
        service_id = db.query(Service).one().id
        body = write_up("We are working on it.")
        draft = Draft(service_id, "problem", f"Problem {number}", body, begins, ends, topic_id)
        publish_alert(write_alert(draft, by=by.member), by=by.member)


def open_at(number, topic_id):
    with writing():
        return actions.open_contact(
            title=f"Letter {number}",
            body=write_up("It has not come."),
            email="robin@example.org",
            topic=topic_id and db.get_one(Topic, topic_id),
        ).id


def test_the_desk_says_what_a_message_is_about_and_its_clock_heeds_that(
    stops, dev, letter, parking, badges, declares, deliver, visitor
):
    declares(badges)
    deliver()
    before = first_due(letter)
    here = f"/desk/tickets/{letter.reference}"

    dev.post(f"{here}/topic", topic=str(badges))
    while_it_lasts = first_due(letter)
    shown = dev.get(here).text
    said = words_of(visitor.get(f"/tickets/{letter.reference}/promise?key={key_to(letter.id)}"))
    dev.post(f"{here}/topic", topic="")

    assert (before, while_it_lasts) == (at("2026-03-04 10:00"), None)
    assert f'<option value="{badges}" selected>Blue Badges</option>' in shown
    assert "We found out what it is about" in said
    assert first_due(letter) == before


def test_saying_it_twice_changes_nothing_more(dev, letter, badges):
    for _ in range(2):
        dev.post(f"/desk/tickets/{letter.reference}/topic", topic=str(badges))

    with fresh_reading():
        said = db.query(PublishedEvent).where(PublishedEvent.kind == "ticket_topic_set").count()
    assert said == 1
    assert as_stored(letter.id).topic_id == badges


def test_a_ticket_takes_no_topic_of_another_service(dev, letter, parking):
    with writing():
        waste_id = open_waste().id
        bins_id = add_topic(slug="bins", name="Bins", summary="Bins", service_id=waste_id).id

    answer = dev.post(f"/desk/tickets/{letter.reference}/topic", topic=str(bins_id))

    assert answer.status_code == 422
    assert "Choose one of the topics of its service." in words_of(answer)
    assert as_stored(letter.id).topic_id is None


def test_only_the_desk_says_what_a_ticket_is_about(ada, cleo, ticket, badges):
    address = f"/desk/tickets/{ticket.reference}/topic"

    assert ada.post(address, topic=str(badges)).status_code == 403
    assert cleo.post(address, topic=str(badges)).status_code == 403
    with pytest.raises(Refused, match="Only the desk"), writing():
        actions.set_topic(queries.locked_ticket(ticket.id), badges, by=ada.member)
