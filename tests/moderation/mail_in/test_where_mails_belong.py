"""Which ticket a mail goes on, and that nobody gets into a stranger's: complaints by number."""

import pytest
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from forum.services.actions import add_service
from moderation.helpdesk.actions import OfficialAnswer, answer_ticket
from moderation.helpdesk.models import StateMove, Ticket
from moderation.mail_in.addresses import reply_address
from moderation.mail_in.models import Mention
from tests.factories import OFFICE_HOURS
from tests.moderation.conftest import as_stored
from tests.moderation.mail_in.conftest import DESK, ROBIN, messages, text_of, tickets

EVE = {"by": "Eve <eve@example.com>", "envelope": "eve@example.com"}


def mentions():
    with fresh_reading():
        return [(row.ticket_id, row.mentioned_id) for row in db.scalars(select(Mention))]


def test_a_mail_to_the_desk_becomes_a_ticket_for_its_sender_only(post, first, visitor):
    (said,) = messages(first)

    assert (first.title, first.contact_email, first.opener_id) == ("The street lamp", ROBIN, None)
    assert (said.body, said.channel, said.visibility) == ("It does not work.", "mail", "private")
    assert first.contact_name == "Robin Vane"


def test_an_account_gets_no_ticket_because_a_mail_names_its_address(post, ada):
    post.sends(by="Ada <ada@example.org>")

    assert tickets()[0].opener_id is None
    assert tickets()[0].reference not in ada.get("/me/tickets").text


def test_the_address_of_a_service_leads_to_it(post, parking):
    with writing():
        lamps = add_service(
            slug="lamps",
            name="Lamps",
            summary="What lights the streets",
            owner="Lamp team",
            phone="01632 960141",
            place="Ashmere Library",
            opening="Monday to Friday, 9 am to 5 pm",
            calendar=OFFICE_HOURS,
            first_response_minutes=960,
            resolution_minutes=4800,
        ).id

    post.sends("One", to="ask+lamps@example.org")
    post.sends("Two", to="ask+nowhere@example.org")

    assert [ticket.service_id for ticket in tickets()] == [lamps, parking.service_id]


def test_an_answer_to_our_mail_goes_on_its_ticket(post, first, reply_to):
    post.sends("Re: something else", "It works on Mondays.", to=reply_to)

    assert [one.body for one in messages(first)] == ["It does not work.", "It works on Mondays."]
    assert len(tickets()) == 1


def test_capitals_in_the_address_do_not_matter(post, first, reply_to):
    post.sends("Re: x", "Again.", to=reply_to.upper())

    assert messages(first)[-1].body == "Again."


def test_an_address_somebody_made_up_leads_nowhere(post, first, reply_to):
    local, _, domain = reply_to.partition("@")
    made_up = f"{local[:-4]}0000@{domain}"

    post.sends("Re: x", "Let me in.", to=made_up, **EVE)

    assert len(messages(first)) == 1
    assert tickets()[-1].contact_email == "eve@example.com"


def test_our_message_id_leads_to_its_ticket_when_the_address_got_lost(post, first):
    ours = str(post.sent()[-1]["Message-ID"])

    post.sends("Re: your mail", "Here I am again.", in_reply_to=ours)

    assert messages(first)[-1].body == "Here I am again."


def test_a_message_id_like_ours_that_we_never_signed_leads_nowhere(post, first):
    host = str(post.sent()[-1]["Message-ID"]).rpartition("@")[2]

    post.sends("Re: your mail", in_reply_to=f"<mail.1.{'0' * 24}@{host}", **EVE)

    assert len(messages(first)) == 1


def test_somebody_writes_from_another_address_of_theirs(post, first, reply_to, visitor, dev):
    post.sends("Re: x", "I am at my sister's.", to=reply_to, **EVE)

    assert messages(first)[-1].sender == "eve@example.com"
    assert post.sent("eve@example.com") == []
    desk = dev.get(f"/desk/tickets/{first.reference}").text
    assert "eve@example.com" in desk
    assert "from an address that is not the person’s" in desk


def test_the_person_sees_that_it_came_from_elsewhere_but_not_from_where(
    post, first, reply_to, visitor
):
    post.sends("Re: x", "I am at my sister's.", to=reply_to, **EVE)
    checked = {"reference": first.reference, "email": ROBIN}

    page = visitor.post("/tickets", follow=True, **checked).text

    assert "From another address" in page
    assert "eve@example.com" not in page


def test_zammad_5064_quoting_a_number_leads_into_nobodys_ticket(post, first, dev):
    post.sends(f"About {first.reference}", "What does it say there?", **EVE)

    theirs = tickets()[-1]
    assert len(messages(first)) == 1
    assert mentions() == [(theirs.id, first.id)]
    assert post.sent("eve@example.com")
    assert all(first.reference not in text_of(mail) for mail in post.sent("eve@example.com"))
    assert first.reference in dev.get(f"/desk/tickets/{theirs.reference}").text


def test_zammad_5064_the_person_may_quote_their_own(post, first):
    post.sends(f"about {first.reference.lower()}", "It is dark again.")

    assert [one.body for one in messages(first)][-1] == "It is dark again."
    assert mentions() == []


def test_zammad_5064_people_with_the_same_problem_are_no_party_to_the_letters(
    post, ticket, ben, deliver
):
    post.sends(ticket.reference, "Me too.", by="Ben <ben@example.org>", envelope="ben@example.org")

    assert mentions() == [(tickets()[-1].id, ticket.id)]


def test_zammad_5716_two_answers_to_one_mail_we_never_got_make_one_ticket(post):
    origin = "<origin@elsewhere.example>"
    post.sends("Re: the lamp", "First.", message_id="<b@x.example>", references=origin)
    post.sends("Re: the lamp", "Second.", message_id="<c@x.example>", references=origin)

    (ticket,) = tickets()
    assert [one.body for one in messages(ticket)] == ["First.", "Second."]


def test_zammad_5716_a_stranger_who_answers_the_same_mail_gets_a_ticket_of_their_own(post):
    origin = "<origin@elsewhere.example>"
    post.sends("Re: the lamp", "First.", message_id="<b@x.example>", references=origin)
    post.sends("Re: the lamp", "Mine.", message_id="<d@x.example>", references=origin, **EVE)

    mine, theirs = tickets()
    assert mentions() == [(theirs.id, mine.id)]


@pytest.mark.parametrize("mark", ["WG:", "Fwd:", "FW:", "TR:", "WG: AW:", "RV:", "Doorst:", "I:"])
def test_zammad_4965_what_is_passed_on_is_no_answer(post, first, mark):
    post.sends(f"{mark} {first.reference}", "See below.", in_reply_to="<first@robin.example.net>")

    passed_on = tickets()[-1]
    assert len(messages(first)) == 1
    assert mentions() == [(passed_on.id, first.id)]


@pytest.mark.parametrize("mark", ["Re: WG:", "AW: Fwd:", "Sv: FW:", ""])
def test_zammad_4965_an_answer_to_what_was_passed_on_is_one(post, first, mark):
    post.sends(f"{mark} the lamp", "See below.", in_reply_to="<first@robin.example.net>")

    assert messages(first)[-1].body == "See below."


def merge(ticket, *, into=None):
    with writing():
        merged = db.get_one(Ticket, ticket.id)
        merged.state, merged.is_live, merged.merged_into_id = "merged", False, into
        moved = {"before": "new", "state": "merged", "reason": "duplicate"}
        db.add(StateMove(ticket_id=merged.id, **moved))


def test_zammad_983_a_mail_to_a_joined_ticket_goes_along(post, first, reply_to):
    post.sends("The other one", "Also dark.", message_id="<other@robin.example.net>")
    other = tickets()[-1]
    merge(first, into=other.id)

    post.sends("Re: x", "And the one next to it.", to=reply_to)

    assert messages(other)[-1].body == "And the one next to it."
    assert len(tickets()) == 2


def test_zammad_983_when_nobody_knows_where_to_it_is_a_new_one(post, first, reply_to):
    merge(first)

    post.sends("Re: x", "And the one next to it.", to=reply_to)

    assert messages(tickets()[-1])[0].body == "And the one next to it."
    assert mentions() == [(tickets()[-1].id, first.id)]


@pytest.mark.parametrize("times", [1, 2])
def test_freescout_5284_5620_2807_4748_one_mail_to_two_mailboxes_makes_one_ticket(
    post, times, parking
):
    for _ in range(times):
        post.sends(to=[DESK, "ask+parking@example.org"], message_id="<two@x.example>")

    assert len(tickets()) == 1


def test_freescout_5284_also_when_each_is_brought_apart(post):
    for mailbox in (DESK, "ask+parking@example.org", DESK):
        post.sends(
            to=mailbox, message_id="<apart@x.example>", date="Mon, 2 Mar 2026 10:00:00 +0000"
        )

    assert len(tickets()) == 1


def test_freescout_5284_a_copy_to_the_desk_does_not_take_the_answer_away(post, first, reply_to):
    post.sends("Re: x", "To both of you.", to=[DESK, reply_to], message_id="<both@x.example>")

    assert messages(first)[-1].body == "To both of you."
    assert len(tickets()) == 1


def test_freescout_5284_another_mail_under_the_same_name_is_not_lost(post):
    post.sends("One", message_id="<same@x.example>")
    post.sends("Two", message_id="<same@x.example>")

    assert len(tickets()) + sum(len(messages(one)) - 1 for one in tickets()) == 2


def test_freescout_2375_4958_an_answer_goes_where_it_was_sent_whatever_else_it_names(
    post, first, reply_to
):
    """The address is that of the first ticket; subject and mail program name the second one."""
    post.sends("The bin", "It is full.", message_id="<bin@robin.example.net>")
    other = tickets()[-1]
    seen = post.sent()[-1]["Message-ID"]

    post.sends(f"Re: {other.reference}", "Still dark.", to=reply_to, in_reply_to=seen)

    assert messages(first)[-1].body == "Still dark."
    assert [one.body for one in messages(other)] == ["It is full."]


def test_freescout_5310_who_always_starts_a_new_mail_is_one_person_to_the_desk(post, first, dev):
    post.sends("Dark again", "The same lamp.", message_id="<again@robin.example.net>")
    later = tickets()[-1]
    beside = dev.get(f"/desk/tickets/{later.reference}").text
    dev.post(f"/desk/tickets/{later.reference}/merge", other=first.reference)
    post.sends("Re: Dark again", "Any news?", in_reply_to="<again@robin.example.net>")

    assert later.id != first.id
    assert f"/desk/tickets/{first.reference}" in beside
    assert messages(first)[-1].body == "Any news?"


def test_without_a_message_id_the_same_mail_is_known_by_what_it_says(post):
    for _ in range(2):
        post.sends("No name", "Twice.")
    post.sends("No name", "Another one.")

    assert [messages(one)[0].body for one in tickets()] == ["Twice.", "Another one."]


def test_an_answer_opens_a_closed_ticket_again(post, first, reply_to, dev):
    with writing():
        answer = db.get_one(Ticket, first.id)
        answer_ticket(answer, OfficialAnswer(write_up("Mended."), public=False), by=dev.member)

    post.sends("Re: x", "It is dark again.", to=reply_to)

    assert as_stored(first.id).state == "open"


def test_nobody_without_mail_switched_on_is_given_an_address(app, parking, monkeypatch):
    assert reply_address("FM-7K3QXN2D")
    monkeypatch.setitem(
        app.config, "FOLKMOOT", type(app.config["FOLKMOOT"])(HOME=app.config["FOLKMOOT"].HOME)
    )

    assert reply_address("FM-7K3QXN2D") is None


def test_the_same_person_on_the_phone_is_found_by_the_reference(post, first, dev):
    typed = first.reference.lower().replace("-", " ")

    found = dev.get("/desk/find", query_string={"reference": typed})

    assert found.location.endswith(f"/desk/tickets/{first.reference}")
    assert "typing slip" in dev.get("/desk/find?reference=FM-11111111").text


def test_whoever_gives_no_name_is_somebody_too(post):
    post.sends(by=ROBIN)

    assert tickets()[0].contact_name is None


def test_addresses_and_numbers_made_with_an_older_secret_key_still_lead_there(
    app, post, first, reply_to, monkeypatch
):
    ours = str(post.sent()[-1]["Message-ID"])
    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", [app.config["SECRET_KEY"]])
    monkeypatch.setitem(app.config, "SECRET_KEY", "a newer secret, just as long as the old one")

    post.sends("Re: x", "To the address.", to=reply_to)
    post.sends("Re: y", "To the number.", in_reply_to=ours)

    assert [one.body for one in messages(first)][1:] == ["To the address.", "To the number."]
