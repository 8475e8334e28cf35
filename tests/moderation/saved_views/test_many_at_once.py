"""One deed for many tickets: shown first, each done on its own, every refusal told."""

import pytest

from forum.accounts.standing import Role
from forum.kernel.db import db, fresh_reading, writing
from moderation.helpdesk.models import Message, Ticket
from moderation.macros.actions import add
from tests.cast import make_person
from tests.moderation.conftest import as_stored, asks, escalates


@pytest.fixture
def nell(app):
    return make_person(app, "Nell Dacre", role=Role.AGENT)


@pytest.fixture
def two(ada, parking):
    return [escalates(ada, asks(ada, parking, f"Question {number}")) for number in range(2)]


USUAL = {"who": "", "impact": "", "urgency": "", "macro": "", "back": "show=waiting"}


def look(person, tickets, deed, **form):
    chosen = [one.reference for one in tickets]
    return person.post("/desk/many", tickets=chosen, deed=deed, **(USUAL | form))


def do(person, tickets, deed, **form):
    """Look, then press the button of what was shown."""
    page = look(person, tickets, deed, **form).text
    kept = {
        name: page.partition(f'name="{name}" value="')[2].partition('"')[0]
        for name in ("seen", "nonce")
    }
    return look(person, tickets, deed, **form, **kept)


def test_how_many_they_are_is_shown_before_anything_happens(dev, nell, two):
    page = look(dev, two, "give", who=str(nell.member_id)).text

    assert "2 tickets" in page
    assert "Nell Dacre" in page
    assert [as_stored(one.id).assignee_id for one in two] == [None, None]


def test_they_are_given_to_somebody(dev, nell, two):
    answer = do(dev, two, "give", who=str(nell.member_id))

    assert "2 tickets are done" in answer.text
    assert {as_stored(one.id).assignee_id for one in two} == {nell.member_id}


def test_one_that_is_not_possible_spoils_nothing_and_is_told(dev, nell, two):
    nell.post(f"/desk/tickets/{two[0].reference}/claim")

    answer = do(dev, two, "give")

    assert "1 ticket is done" in answer.text
    assert "1 was not possible" in answer.text
    assert "Nell Dacre is working on this ticket" in answer.text
    assert as_stored(two[0].id).assignee_id == nell.member_id


def test_they_are_marked_as_read_and_twice_is_harmless(dev, two):
    do(dev, two, "triage")
    again = do(dev, two, "triage")

    assert [as_stored(one.id).state for one in two] == ["triaged", "triaged"]
    assert "2 tickets are done" in again.text


def test_what_is_further_on_is_not_called_just_read(dev, two):
    dev.post(f"/desk/tickets/{two[0].reference}/state", state="open", reason="", text="")

    answer = do(dev, two, "triage")

    assert "Somebody has read this ticket already." in answer.text
    assert [as_stored(one.id).state for one in two] == ["open", "triaged"]


def test_they_are_weighed(dev, two):
    do(dev, two, "weigh", urgency="high")

    assert {(as_stored(one.id).impact, as_stored(one.id).urgency) for one in two} == {
        ("medium", "high")
    }


def test_a_macro_writes_on_each_what_fits_it_and_only_once(app, dev, two):
    mara = make_person(app, "Mara Stone", role=Role.MANAGER)
    text = {"title": "T", "body": "Yours is {reference}.", "states": "", "service_id": None}
    steps = dict.fromkeys(("impact", "urgency", "give", "state", "reason"), "")
    with writing():
        answer_id = add("answer", text | {"is_retired": False}, by=mara.member).id
        facts = steps | {"name": "M", "answer_id": answer_id, "send": "message"}
        macro_id = str(add("macro", facts | {"is_retired": False}, by=mara.member).id)

    page = look(dev, two, "macro", macro=macro_id).text
    kept = {
        name: page.partition(f'name="{name}" value="')[2].partition('"')[0]
        for name in ("seen", "nonce")
    }
    for _ in range(2):
        look(dev, two, "macro", macro=macro_id, **kept)

    with fresh_reading():
        written = [one.body for one in db.query(Message) if one.is_from_staff]
    assert sorted(written) == sorted(f"Yours is {one.reference}." for one in two)


@pytest.mark.parametrize(
    ("deed", "sentence"), [("macro", "Choose one of the macros"), ("weigh", "an impact or an")]
)
def test_a_deed_without_its_part_is_refused(dev, two, deed, sentence):
    answer = look(dev, two, deed)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_without_a_ticket_nothing_is_done(dev, two):
    answer = look(dev, [], "triage")

    assert answer.status_code == 422
    assert "at least one ticket" in answer.text


def test_what_is_only_for_managers_is_not_done_by_others(dev, two, letter):
    with writing():
        db.get_one(Ticket, letter.id).is_for_managers = True

    answer = do(dev, [letter, *two], "triage")

    assert "2 tickets are done" in answer.text
    assert as_stored(letter.id).state == "new"


def test_the_page_keeps_the_queue_it_came_from(dev, two):
    dev.post(f"/desk/tickets/{two[1].reference}/claim")

    page = dev.get("/desk/many?who=me").text

    assert two[1].reference in page
    assert two[0].reference not in page


def test_an_address_of_the_queue_that_no_link_of_ours_has_is_no_fault(dev, two):
    answer = do(dev, two, "triage", back="&".join(f"#{number}" for number in range(100)))

    assert "2 tickets are done" in answer.text


@pytest.mark.parametrize("who", ["ada", "cleo", "pia"])
def test_only_the_desk_does_it(request, who, two):
    assert look(request.getfixturevalue(who), two, "triage").status_code == 403
