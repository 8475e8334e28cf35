"""Two tickets about the same thing become one; nobody reads what is not theirs; it is undoable."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from forum.accounts.standing import Role
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Refused
from forum.kernel.written import write_up
from moderation.bundles import actions, checks, queries
from moderation.bundles.models import TicketMerge
from moderation.helpdesk import actions as desk
from moderation.helpdesk.models import Affected, Message, Ticket
from tests.cast import make_person
from tests.moderation.bundles.conftest import log_of, replies, writes_in
from tests.moderation.conftest import as_stored

SECRET = "My daughter has the key of 14 Heron Lane."


def undo(person, ticket):
    return person.post(f"/desk/tickets/{ticket.reference}/merge/removal")


def told(ticket):
    """Everything on the ticket, in order: who wrote, by way of which ticket."""
    with fresh_reading():
        rows = db.query(Message).where(Message.ticket_id == ticket.id).order_by(Message.id)
        return [(message.body, message.via_id) for message in rows]


@pytest.fixture
def mails(app, deliver):
    def texts():
        deliver()
        folder = app.config["FOLKMOOT"].HOME / "mail"
        return [path.read_text() for path in folder.glob("*.eml")]

    return texts


def test_the_desk_sees_the_other_ticket_before_it_joins_them(dev, his, hers):
    page = dev.get(f"/desk/tickets/{his.reference}/others?other={hers.reference}").text

    assert "The meter takes no coins" in page
    assert "Join this one with it" in page
    assert as_stored(his.id).state == "new"


def test_a_joined_ticket_is_over_and_leads_to_the_other(dev, his, hers, join):
    answer = join(his, hers)

    stored = as_stored(his.id)
    assert answer.status_code == 303
    assert (stored.state, stored.is_live, stored.merged_into_id) == ("merged", False, hers.id)
    assert log_of(his) == [(None, "new"), ("new", "merged")]
    assert his.title in dev.get(f"/desk/tickets/{hers.reference}").text


def test_joining_twice_joins_once(dev, his, hers, join):
    join(his, hers)
    join(his, hers)

    with fresh_reading():
        assert db.query(TicketMerge).count() == 1
    assert len(log_of(his)) == 2


def test_the_person_of_the_joined_one_reads_plain_words_and_no_reference(ben, his, hers, join):
    join(his, hers)

    page = ben.get(f"/tickets/{his.reference}").text
    assert "Somebody else has the same problem" in page
    assert hers.reference not in page
    assert hers.title not in page


def test_whose_both_are_reads_where_it_goes_on(ada, hers, join):
    again = writes_in(ada, "The meter again")
    join(again, hers)

    page = ada.get(f"/tickets/{again.reference}").text
    assert f"Joined with {hers.reference}" in page


def test_an_address_somebody_typed_is_no_proof_that_both_are_theirs(visitor, letter, hers, join):
    with writing():
        typed = desk.open_contact(
            title="Give me that badge",
            body=write_up("Me too."),
            email="robin@example.org",
        )
    join(typed, letter)
    proved = visitor.post("/tickets", reference=typed.reference, email="robin@example.org")

    page = visitor.get(proved.location).text
    assert letter.reference not in page
    assert "Somebody else has the same problem" in page


def test_zammad_983_what_is_written_later_goes_to_the_other_ticket(dev, ben, his, hers, join):
    join(his, hers)
    replies(ben, his, SECRET)

    assert (SECRET, his.id) in told(hers)
    assert SECRET in dev.get(f"/desk/tickets/{hers.reference}").text
    assert SECRET in ben.get(f"/tickets/{his.reference}").text
    assert as_stored(his.id).state == "merged"


def test_zammad_983_it_wakes_the_other_ticket_when_that_was_closed(dev, ben, his, hers, join):
    join(his, hers)
    form = {"state": "closed_unresolved", "reason": "cannot", "text": "We are sorry."}
    dev.post(f"/desk/tickets/{hers.reference}/state", **form)

    replies(ben, his, "It is still broken.")

    assert as_stored(hers.id).state == "open"


def test_zammad_983_it_goes_to_the_end_of_a_chain(dev, ada, ben, his, hers, join, ticket):
    join(his, hers)
    join(hers, ticket)

    replies(ben, his, "Still here.")

    assert ("Still here.", his.id) in told(ticket)


def test_pressing_send_twice_on_a_joined_ticket_writes_once(ben, his, hers, join):
    join(his, hers)
    for _ in range(2):
        replies(ben, his, "Still broken.", nonce="one-showing")

    assert [body for body, _ in told(hers)].count("Still broken.") == 1


def test_nobody_but_the_desk_and_its_writer_reads_it(dev, ada, ben, his, hers, join, mails):
    """A canary: it stands on the ticket of somebody else, and must not show there."""
    join(his, hers)
    replies(ben, his, SECRET)
    dev.post(f"/desk/tickets/{hers.reference}/answer", body="It is mended.", to="person")

    path = f"/tickets/{hers.reference}"
    assert SECRET not in ada.get(path).text
    assert SECRET not in ada.api("GET", path).get_data(as_text=True)
    assert SECRET not in ada.api("GET", "/me/export").get_data(as_text=True)
    assert SECRET in ben.api("GET", "/me/export").get_data(as_text=True)
    assert not [text for text in mails() if "ada@example.org" in text and "14 Heron" in text]


def test_the_one_who_joined_hears_the_outcome_and_not_the_answer(dev, his, hers, join, mails):
    join(his, hers)
    dev.post(f"/desk/tickets/{hers.reference}/answer", body="Ada, it is mended.", to="person")

    sent = [text for text in mails() if "To: ben@example.org" in text]
    assert sum("We have joined your ticket" in text for text in sent) == 1
    assert sum("We have answered the ticket that yours was joined" in text for text in sent) == 1
    assert not [text for text in sent if "Ada, it is mended." in text]


def test_undoing_brings_back_the_state_before_with_a_new_line_of_the_log(dev, his, hers, join):
    dev.post(f"/desk/tickets/{his.reference}/claim")
    join(his, hers)

    undo(dev, his)

    assert log_of(his)[-2:] == [("triaged", "merged"), ("merged", "triaged")]
    assert as_stored(his.id).merged_into_id is None
    assert as_stored(his.id).due_at is not None
    with fresh_reading():
        assert db.query(Affected).where(Affected.ticket_id == hers.id).count() == 0


def test_undoing_twice_is_harmless(dev, his, hers, join):
    join(his, hers)
    undo(dev, his)

    assert undo(dev, his).status_code == 303
    assert len(log_of(his)) == 3


def test_what_was_written_meanwhile_waits_for_a_reply_on_the_one_taken_out(
    dev, ben, his, hers, join, monday
):
    dev.post(f"/desk/tickets/{his.reference}/messages", body="We look.", visibility="private")
    join(his, hers)
    replies(ben, his, "It is the other meter!")
    monday.shift(timedelta(hours=1))

    undo(dev, his)

    clocks = ben.api("GET", f"/tickets/{his.reference}").json["promises"]
    assert [(c["clock"], c["met_at"]) for c in clocks if c["clock"] == "next_response"] == [
        ("next_response", None)
    ]
    assert "It is the other meter!" in dev.get(f"/desk/tickets/{his.reference}").text


def test_after_seven_days_it_stays_joined(dev, his, hers, join, monday):
    join(his, hers)
    monday.shift(timedelta(days=7))

    answer = undo(dev, his)

    assert answer.status_code == 403
    assert "for seven days" in answer.text
    assert as_stored(his.id).state == "merged"


def test_it_is_not_undone_beside_a_newer_ticket_about_the_same_question(
    dev, ada, question, ticket, his, join
):
    join(ticket, his)
    form = {"state": "closed_unresolved", "reason": "cannot", "text": "We are sorry."}
    dev.post(f"/desk/tickets/{his.reference}/state", **form)
    ada.post(f"/threads/{question}/escalation")

    answer = undo(dev, ticket)

    assert answer.status_code == 403
    assert "newer ticket" in answer.text


def test_a_question_whose_ticket_was_joined_gets_no_second_one_beside_it(
    ada, question, ticket, his, join
):
    join(ticket, his)

    answer = ada.post(f"/threads/{question}/escalation")

    assert answer.status_code == 403
    assert "at work on this with another ticket" in answer.text


def test_nothing_else_takes_it_out(dev, ben, his, hers, join):
    join(his, hers)
    moved = dev.post(f"/desk/tickets/{his.reference}/state", state="open", reason="", text="")
    said = ben.post(f"/tickets/{his.reference}/outcome", outcome="open")

    assert moved.status_code == said.status_code == 403
    assert as_stored(his.id).state == "merged"


def test_a_circle_is_never_made(dev, his, hers, join):
    join(his, hers)

    answer = join(hers, his)

    assert answer.status_code == 403
    assert "is closed" in answer.text
    assert as_stored(hers.id).state == "new"


def test_a_ticket_is_not_joined_with_itself(his, join):
    assert join(his, his).status_code == 422


def test_a_ticket_somebody_else_works_on_is_not_taken_from_them(app, dev, his, hers, join):
    nell = make_person(app, "Nell Dacre", role=Role.AGENT)
    dev.post(f"/desk/tickets/{his.reference}/claim")

    assert join(his, hers, by=nell).status_code == 409


@pytest.mark.parametrize("who", ["ada", "cleo", "pia"])
def test_only_the_desk_joins(request, who, his, hers, join):
    assert join(his, hers, by=request.getfixturevalue(who)).status_code == 403


def test_a_reference_that_leads_nowhere_is_said_so(dev, his):
    page = dev.get(f"/desk/tickets/{his.reference}/others?other=FM-AAAAAAAA")

    assert page.status_code == 200
    assert "We cannot find a ticket with this reference" in page.text


def test_two_people_joining_them_both_ways_at_once_make_no_circle(app, dev, his, hers):
    """One of the two is refused, whichever comes first."""
    start, refused = Barrier(2), []

    def joins(one: str, other: str) -> None:
        with app.app_context():
            start.wait()
            try:
                with writing():
                    pair = queries.both(one, other, to=dev.member)
                    actions.merge(*pair, by=dev.member)
            except Refused as sentence:
                refused.append(str(sentence))

    pairs = [(his.reference, hers.reference), (hers.reference, his.reference)]
    threads = [Thread(target=joins, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with fresh_reading():
        merged = [one.merged_into_id for one in db.query(Ticket) if one.merged_into_id]
    assert len(refused) == len(merged) == 1


def test_the_doctor_finds_a_joining_that_is_not_written_down(his, hers, join):
    join(his, hers)
    assert list(checks.joined_as_written_down()) == []
    with writing():
        db.get_one(Ticket, his.id).merged_into_id = None

    with fresh_reading():
        assert [one.subject_id for one in checks.joined_as_written_down()] == [his.id]


def test_what_only_managers_see_is_joined_with_nothing_the_whole_desk_reads(
    adam, dev, ben, his, hers, join
):
    adam.post(f"/desk/tickets/{his.reference}/kind", kind="legal_notice")

    answer = join(his, hers, by=adam)

    assert answer.status_code == 403
    assert "Join the other one with it instead" in answer.text
    assert join(hers, his, by=adam).status_code == 303
    assert dev.get(f"/desk/tickets/{his.reference}").status_code == 404


@pytest.mark.parametrize("which", ["the joined one", "the one it was joined with"])
def test_a_joined_ticket_does_not_become_of_a_kind_that_shows_more(adam, his, hers, join, which):
    if which == "the one it was joined with":
        for one in (his, hers):
            adam.post(f"/desk/tickets/{one.reference}/kind", kind="legal_notice")
    join(his, hers, by=adam)
    changed, kind = (his, "legal_notice") if which == "the joined one" else (hers, "complaint")

    answer = adam.post(f"/desk/tickets/{changed.reference}/kind", kind=kind)

    assert answer.status_code == 403
    assert "Take the two apart first" in answer.text
    assert as_stored(changed.id).is_for_managers is (changed is hers)


def test_who_was_joined_with_what_is_answered_hears_when_it_is_solved(
    dev, ada, his, hers, join, mails, monday
):
    dev.post(f"/desk/tickets/{hers.reference}/answer", body="It is mended.", to="person")
    monday.shift(timedelta(minutes=1))
    join(his, hers)
    ada.post(f"/tickets/{hers.reference}/outcome", outcome="solved")

    sent = [text for text in mails() if "To: ben@example.org" in text]
    assert as_stored(hers.id).state == "resolved"
    assert sum("that yours was joined with is solved" in text for text in sent) == 1


def test_who_heard_of_the_answer_is_not_told_again_that_it_is_solved(
    dev, ada, his, hers, join, mails
):
    join(his, hers)
    dev.post(f"/desk/tickets/{hers.reference}/answer", body="It is mended.", to="person")
    ada.post(f"/tickets/{hers.reference}/outcome", outcome="solved")

    sent = [text for text in mails() if "To: ben@example.org" in text]
    assert sum("We have answered the ticket that yours was joined" in text for text in sent) == 1
    assert not [text for text in sent if "is solved" in text]


def test_who_was_joined_is_led_to_an_answer_everybody_can_read(
    dev, his, question, ticket, join, mails
):
    join(his, ticket)
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body="Use the coin slot.", to="everyone")

    (told,) = [text for text in mails() if "We have answered the ticket that yours" in text]
    assert "Everybody can read the answer" in told
    assert f"/threads/{question}" in told.replace("=\n", "")
    assert "Use the coin slot." not in told
