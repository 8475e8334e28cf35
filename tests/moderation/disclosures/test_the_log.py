"""Staff publish what was answered to a request for information; nobody reads who asked."""

import csv
import io

import pytest

from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from moderation.disclosures.matching import phones_in, stands_in
from moderation.disclosures.models import Disclosure
from moderation.helpdesk import actions, queries
from moderation.helpdesk.models import Ticket
from tests.moderation.catalogue.conftest import fields_of

TELLS = "This would tell who asked"
WORDS = {
    "title": "Parking fines in 2025",
    "summary": "Somebody asked how many fines there were. We counted them.",
    "outcome": "full",
    "reason": "",
    "body": "There were **310** fines.",
}


def asks_for_information(title="Fines", kind="information_request"):
    with writing():
        return actions.open_contact(
            title=title,
            body=write_up("How many fines were there? Call me on 01632 960555."),
            email="robin@example.org",
            name="Robin Vane",
            kind=kind,
        )


@pytest.fixture
def asked(visitor, parking):
    return asks_for_information()


@pytest.fixture
def answered(asked, dev):
    return answer(asked, dev)


def answer(ticket, dev):
    with writing():
        ticket = db.get_one(Ticket, ticket.id)
        for step in queries.kind_of(ticket.kind).steps:
            actions.tick(ticket, step, by=dev.member)
        answer = actions.OfficialAnswer(write_up("There were 310."), public=False)
        actions.answer_ticket(ticket, answer, by=dev.member)
        return ticket


def page_of(ticket):
    return f"/desk/tickets/{ticket.reference}/disclosure"


def looks(person, ticket, **words):
    version = fields_of(person.get(page_of(ticket))).get("version", "0")
    return person.post(page_of(ticket), **(WORDS | {"version": version} | words))


def publishes(person, ticket, **words):
    seen = fields_of(looks(person, ticket, **words))
    sent = {name: seen[name] for name in ("seen", "version")}
    return person.post(page_of(ticket), **(WORDS | words | sent))


def published():
    with fresh_reading():
        return db.query(Disclosure).order_by(Disclosure.published_at.desc()).first()


def test_it_is_shown_as_everybody_will_read_it_before_anybody_does(dev, answered, visitor):
    page = looks(dev, answered)

    assert "So everybody will read it" in page.text
    assert "<strong>310</strong>" in page.text
    assert published() is None


def test_what_is_published_everybody_reads_and_nobody_reads_who_asked(dev, answered, visitor):
    publishes(dev, answered)

    one = published()
    here = f"/disclosures/{one.reference}"
    assert WORDS["title"] in visitor.get("/disclosures").text
    pages = [visitor.get(url).text for url in (here, "/disclosures", "/disclosures.json")]
    pages += [visitor.get(url).text for url in ("/disclosures.csv", "/disclosures/feed.atom")]
    assert "310" in pages[0]
    assert "Given in full" in pages[0]
    for text in pages:
        for secret in ("Robin", "Vane", "robin@example.org", "960555", answered.reference):
            assert secret not in text


@pytest.mark.parametrize(
    "words",
    [
        {"title": "What Robin  VANE asked"},
        {"summary": "We wrote to ROBIN@example.org."},
        {"body": "We called +44 1632 960 555."},
        {"outcome": "part", "reason": "Because robin vane is one of them."},
    ],
)
def test_a_text_that_would_tell_who_asked_is_refused(dev, answered, words):
    refused = looks(dev, answered, **words)

    assert refused.status_code == 422
    assert TELLS in refused.text
    assert published() is None


def test_a_part_of_a_name_is_pointed_out_and_left_to_a_person(dev, answered):
    page = looks(dev, answered, body="The robin is a bird.")

    assert "Could they tell who asked?" in page.text
    publishes(dev, answered, body="The robin is a bird.")
    assert published() is not None


def test_what_was_refused_needs_a_reason(dev, answered):
    refused = looks(dev, answered, outcome="refused", reason="")

    assert refused.status_code == 422
    assert "Say why it was refused" in refused.text


def test_only_an_answered_request_for_information_can_stand_there(dev, asked, letter):
    for ticket in (asked, letter):
        seen = fields_of(looks(dev, ticket)).get("seen", "")
        sent = dev.post(page_of(ticket), **(WORDS | {"version": "0", "seen": seen}))
        assert sent.status_code == 403
        assert "Only a request for information that has been answered" in sent.text
    assert published() is None


def test_it_is_taken_off_and_published_again(dev, answered, visitor):
    publishes(dev, answered)
    here = f"/disclosures/{published().reference}"

    for _twice in range(2):
        dev.post(f"{page_of(answered)}/removal")
    assert visitor.get(here).status_code == 410
    assert WORDS["title"] not in visitor.get("/disclosures").text

    publishes(dev, answered, title="Fines of last year")
    assert "Fines of last year" in visitor.get(here).text
    with fresh_reading():
        deeds = [one.deed for one in db.query(AuditEntry).order_by(AuditEntry.id)]
    assert [deed for deed in deeds if "disclosure" in deed] == [
        "disclosure published",
        "disclosure taken off",
        "disclosure published",
    ]


def test_whoever_comes_second_is_told_that_somebody_was_faster(dev, answered):
    stale = fields_of(looks(dev, answered))
    publishes(dev, answered)

    sent = {"seen": stale["seen"], "version": stale["version"]}
    assert dev.post(page_of(answered), **(WORDS | sent)).status_code == 409


def test_only_the_desk_publishes(ada, cleo, visitor, answered):
    for person in (ada, cleo, visitor):
        assert person.get(page_of(answered)).status_code in (401, 403)
        assert person.post(page_of(answered), **WORDS).status_code in (401, 403)


def test_the_list_is_narrowed_by_year_and_service_and_goes_on(dev, visitor, parking):
    for number in range(23):
        ticket = answer(asks_for_information(f"Fines {number}"), dev)
        publishes(dev, ticket, title=f"Fines, part {number}")
        with writing():
            row = db.get_one(Disclosure, ticket.id)
            row.answered_at = row.answered_at.replace(year=2026 + number % 2, day=1 + number)

    first = visitor.get("/disclosures")
    assert first.text.count("/disclosures/DA-") == 20
    older = first.text.partition("cursor=")[2].partition('"')[0]
    assert visitor.get(f"/disclosures?cursor={older}").text.count("/disclosures/DA-") == 3
    assert visitor.get("/disclosures?year=2026").text.count("/disclosures/DA-") == 12
    assert visitor.get("/disclosures?service=parking").text.count("/disclosures/DA-") == 20
    assert visitor.get("/disclosures?service=nothing").status_code == 404
    assert "Nothing is published yet" in visitor.get("/disclosures?year=2020").text
    assert len(visitor.get("/disclosures.json?year=2027").json["disclosures"]) == 11


def test_a_program_for_tables_takes_nothing_for_a_formula(dev, answered, visitor):
    publishes(dev, answered, title="=1+1", summary="@home, and more")

    rows = list(csv.DictReader(io.StringIO(visitor.get("/disclosures.csv").text)))

    assert [(row["title"], row["summary"]) for row in rows] == [("'=1+1", "'@home, and more")]


def test_a_request_that_came_from_a_public_question_cannot_be_traced_back(
    dev, ada, question, visitor
):
    dev.post(f"/desk/posts/{question}/request", kind="information_request")
    with fresh_reading():
        ticket = db.query(Ticket).one()
    answer(ticket, dev)
    publishes(dev, ticket)

    assert ticket.reference not in visitor.get(f"/disclosures/{published().reference}").text
    assert TELLS in looks(dev, ticket, body="Ada Okafor asked it.").text


def test_numbers_are_found_however_they_are_written():
    assert phones_in("Call 01632 960555 or (01632) 960-556.") == {"01632960555", "01632960556"}
    assert stands_in("Call 01632-960.555", ["01632960555"]) == ["01632960555"]
    assert stands_in("In 2025 there were 310.", ["01632960555"]) == []
