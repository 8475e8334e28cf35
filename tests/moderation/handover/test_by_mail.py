"""A desk that reads mail gets one mail for each thing, with our key in it."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from forum.kernel.db import db, fresh_reading
from forum.kernel.house import house
from forum.kernel.mail.incoming import Arrived
from forum.kernel.mail.transport import ConsoleTwin, NotDelivered
from moderation.handover import tasks
from moderation.handover.queries.handing import ticket_of_reader
from moderation.helpdesk.models import Ticket
from moderation.mail_in.addresses import desk_address
from tests.moderation.conftest import as_stored
from tests.moderation.handover.conftest import hands_over, keeps_desk, standing
from tests.moderation.handover.schedules import message_saying


@pytest.fixture
def readers(adam, parking):
    return keeps_desk(adam, "Tree office", "email", "trees@example.org")


def mails_to(config, address):
    files = sorted((config.HOME / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    read = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    return [mail for mail in read if mail["To"] == address]


def test_delivered_is_handed_over(dev, ada, ticket, readers, config, deliver, monday):
    hand_over_id = hands_over(dev, ticket, readers)
    deliver()
    monday.shift(timedelta(minutes=2))
    deliver()

    one = standing(hand_over_id)
    assert one.is_handed
    (mail,) = mails_to(config, "trees@example.org")
    assert mail["Message-ID"].startswith(f"<{one.key}@")
    assert ticket.reference in mail["Subject"]
    assert one.key[:8] in mail["Subject"]
    assert "I paid three weeks ago." in mail.get_body(("plain",)).get_content()
    assert "Ada" not in mail.as_string()
    assert "Tree office has this since" in ada.get(f"/tickets/{ticket.reference}").text


def test_what_is_said_later_is_a_mail_of_its_own(dev, ticket, readers, config, deliver, monday):
    hand_over_id = hands_over(dev, ticket, readers)
    deliver()
    monday.shift(timedelta(minutes=2))
    deliver()
    dev.post(
        f"/desk/tickets/{ticket.reference}/messages",
        body="It is the tall one.",
        visibility="private",
    )
    for _ in range(2):
        said = message_saying("It is the tall one.")
        dev.post(f"/desk/hand-overs/{hand_over_id}/messages", message=said)
    for _ in range(3):
        monday.shift(timedelta(minutes=2))
        deliver()

    first, second = mails_to(config, "trees@example.org")
    assert "It is the tall one." in second.get_body(("plain",)).get_content()
    assert second["Subject"] == first["Subject"]


def test_a_mail_that_cannot_be_delivered_needs_somebody(
    dev, ticket, readers, deliver, monday, monkeypatch
):
    def refuses(*_args):
        raise NotDelivered("recipient refused", is_final=True)

    hand_over_id = hands_over(dev, ticket, readers)
    tasks.drain()
    with monkeypatch.context() as patched:
        patched.setattr(ConsoleTwin, "send", refuses)
        deliver()
    monday.shift(timedelta(minutes=2))
    tasks.drain()

    assert (standing(hand_over_id).state, standing(hand_over_id).fault) == ("failed", "no_mail")
    assert "The mail could not be delivered." in dev.get("/desk/outside").text


def test_a_yes_while_the_mail_is_on_its_way_is_a_mail_of_its_own(
    dev, ada, ticket, readers, config, deliver, monday
):
    hand_over_id = hands_over(dev, ticket, readers)
    tasks.drain()
    notice = "The highways office gets your name and e-mail, to ask you where it is."
    ada.post(f"/tickets/{ticket.reference}/consent", desk=readers, notice=notice)
    for _ in range(4):
        deliver()
        monday.shift(timedelta(minutes=2))

    first, second = mails_to(config, "trees@example.org")
    assert "ada@example.org" not in first.as_string()
    assert "Ada Okafor, ada@example.org" in second.get_body(("plain",)).get_content()
    assert standing(hand_over_id).went_with_person


def takes_back(person, ticket, desk_id):
    notice = "The highways office gets your name and e-mail, to ask you where it is."
    person.post(f"/tickets/{ticket.reference}/consent/removal", desk=desk_id, notice=notice)


def agrees(person, ticket, desk_id):
    notice = "The highways office gets your name and e-mail, to ask you where it is."
    person.post(f"/tickets/{ticket.reference}/consent", desk=desk_id, notice=notice)


def test_a_yes_taken_back_while_the_mail_waits_reads_as_it_was_sent(
    dev, ada, ticket, readers, config, deliver, monday
):
    agrees(ada, ticket, readers)
    hand_over_id = hands_over(dev, ticket, readers)
    tasks.drain()
    waiting = standing(hand_over_id).went_with_person
    takes_back(ada, ticket, readers)
    for _ in range(3):
        deliver()
        monday.shift(timedelta(minutes=2))

    (mail,) = mails_to(config, "trees@example.org")
    assert waiting
    assert "ada@example.org" not in mail.as_string()
    assert not standing(hand_over_id).went_with_person
    assert "did not go along" in dev.get(f"/desk/tickets/{ticket.reference}").text


def test_a_yes_taken_back_while_the_mail_of_the_name_waits_reads_so_too(
    dev, ada, ticket, readers, config, deliver, monday
):
    hand_over_id = hands_over(dev, ticket, readers)
    for _ in range(2):
        deliver()
        monday.shift(timedelta(minutes=2))
    agrees(ada, ticket, readers)
    tasks.drain()
    waiting = standing(hand_over_id).went_with_person
    takes_back(ada, ticket, readers)
    for _ in range(3):
        deliver()
        monday.shift(timedelta(minutes=2))

    assert waiting
    assert not any("ada@" in one.as_string() for one in mails_to(config, "trees@example.org"))
    assert not standing(hand_over_id).went_with_person


def test_what_may_have_arrived_with_the_name_goes_on_reading_so(
    dev, ada, ticket, readers, deliver, monday, monkeypatch
):
    def breaks_off(*_args):
        raise NotDelivered("the line broke", is_final=False)

    agrees(ada, ticket, readers)
    hand_over_id = hands_over(dev, ticket, readers)
    tasks.drain()
    with monkeypatch.context() as patched:
        patched.setattr(ConsoleTwin, "send", breaks_off)
        deliver()
    takes_back(ada, ticket, readers)
    for _ in range(3):
        deliver()
        monday.shift(timedelta(minutes=2))

    assert standing(hand_over_id).went_with_person


def test_what_they_write_by_mail_is_for_staff_once_and_brings_the_ticket_back(
    app, dev, ada, ticket, readers, config, deliver, monday
):
    hands_over(dev, ticket, readers)
    for _ in range(2):
        deliver()
        monday.shift(timedelta(minutes=2))
    (mail,) = mails_to(config, "trees@example.org")
    head = "From: Trees <trees@example.org>\r\nTo: x\r\nMessage-ID: <7@trees.example.org>\r\n"
    raw = f"{head}Subject: Re: {mail['Subject']}\r\n\r\nA crew comes on Friday.\r\n".encode()
    for _ in range(2):
        house().mail_in[0].keep(Arrived("trees@example.org", [desk_address()], raw))
        deliver()

    assert dev.get(f"/desk/tickets/{ticket.reference}").text.count("A crew comes on Friday.") == 1
    assert "A crew comes on Friday." not in ada.get(f"/tickets/{ticket.reference}").text
    assert as_stored(ticket.id).state == "open"
    with fresh_reading():
        assert db.query(Ticket).count() == 1


def test_their_answer_goes_on_our_ticket_when_it_has_our_mail(
    app, dev, ticket, readers, config, deliver, monday
):
    hand_over_id = hands_over(dev, ticket, readers)
    for _ in range(2):
        deliver()
        monday.shift(timedelta(minutes=2))
    one, (mail,) = standing(hand_over_id), mails_to(config, "trees@example.org")
    guess = f"[{ticket.reference} 00000000] Hello"

    def belongs(sender, subject="", answers=()):
        with fresh_reading():
            return ticket_of_reader(sender, subject, answers)

    assert belongs("trees@example.org", f"Re: {mail['Subject']}") == ticket.id
    assert belongs("Trees@example.org", "", [str(mail["Message-ID"])]) == ticket.id
    assert belongs("eve@example.org", str(mail["Subject"])) is None
    assert belongs("trees@example.org", guess) is None
    assert belongs("", str(mail["Subject"])) is None
    assert one.is_handed
