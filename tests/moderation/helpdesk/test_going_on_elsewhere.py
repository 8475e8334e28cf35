"""A code carries one conversation from the web to phone and mail, and opens nothing else."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading
from moderation.helpdesk.keys import key_to
from moderation.helpdesk.models import ResumeCode
from moderation.helpdesk.references import read_code

NOT_FOUND = "We cannot find a ticket with this reference and this address or code."
WRONG = "AAAA-AAAA"


def code_of(person, ticket, **query):
    path = f"/tickets/{ticket.reference}/code"
    page = person.post(path + (f"?key={query['key']}" if query else ""))
    return re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", page.text)[0]


def checks(visitor, ticket, proof):
    return visitor.post("/tickets", follow=True, reference=ticket.reference, email=proof)


def test_a_member_gets_a_code_and_goes_on_in_another_browser(ada, visitor, ticket):
    code = code_of(ada, ticket)

    assert ticket.title in checks(visitor, ticket, code).text


def test_whoever_has_the_key_of_the_ticket_gets_one_too(visitor, letter):
    code = code_of(visitor, letter, key=key_to(letter.id))

    assert "It has not come." in checks(visitor, letter, code).text


@pytest.mark.parametrize("who", ["visitor", "ben", "cleo"])
def test_nobody_else_gets_one(request, who, ticket):
    answer = request.getfixturevalue(who).post(f"/tickets/{ticket.reference}/code")

    assert answer.status_code == 404
    with fresh_reading():
        assert db.get(ResumeCode, ticket.id) is None


def test_slips_of_the_pen_do_not_matter(ada, visitor, ticket):
    code = code_of(ada, ticket).lower().replace("-", " ").replace("0", "o").replace("1", "l")

    assert ticket.title in checks(visitor, ticket, code).text


def test_a_wrong_code_says_the_same_as_no_code_and_no_ticket(ada, visitor, ticket, letter):
    never = checks(visitor, letter, WRONG)
    code_of(ada, ticket)
    wrong = checks(visitor, ticket, WRONG)
    garbled = checks(visitor, ticket, "not a code at all")
    unknown = visitor.post("/tickets", reference="FM-0000000-0", email=WRONG)

    assert [page.status_code for page in (never, wrong, garbled, unknown)] == [422] * 4
    assert all(NOT_FOUND in page.text for page in (never, wrong, garbled, unknown))


def test_no_ticket_no_code_and_a_wrong_code_ask_the_database_the_same(
    ada, visitor, ticket, letter, statements
):
    code_of(ada, ticket)
    references = (ticket.reference, letter.reference, "FM-00000000")
    counts = []
    for reference in references:
        with statements() as said:
            visitor.post("/tickets", reference=reference, email=WRONG)
        counts.append(len(said))

    assert len(set(counts)) == 1


def test_a_code_opens_its_own_ticket_only(ada, visitor, ticket, letter):
    code = code_of(ada, ticket)

    assert NOT_FOUND in checks(visitor, letter, code).text


def test_a_new_code_ends_the_one_before(ada, visitor, ticket):
    first, second = code_of(ada, ticket), code_of(ada, ticket)

    assert NOT_FOUND in checks(visitor, ticket, first).text
    assert ticket.title in checks(visitor, ticket, second).text


def test_a_code_ends_after_a_month(ada, visitor, ticket, monday):
    code = code_of(ada, ticket)
    monday.shift(timedelta(days=31))

    assert NOT_FOUND in checks(visitor, ticket, code).text


def test_whoever_guesses_is_stopped_even_with_the_right_one(ada, visitor, ticket):
    code = code_of(ada, ticket)
    for _ in range(10):
        checks(visitor, ticket, WRONG)

    assert checks(visitor, ticket, code).status_code == 429


def test_whoever_guesses_all_day_is_stopped_for_the_day(ada, visitor, ticket, monday):
    code = code_of(ada, ticket)
    for _ in range(4):
        for _ in range(10):
            checks(visitor, ticket, WRONG)
        monday.shift(timedelta(minutes=11))

    assert checks(visitor, ticket, code).status_code == 429


def test_the_database_does_not_hold_the_code(ada, ticket):
    code = code_of(ada, ticket)

    with fresh_reading():
        mark = db.scalars(select(ResumeCode.mark)).one()
    assert (read_code(code) or code) not in mark.upper()
    assert len(mark) == 32
