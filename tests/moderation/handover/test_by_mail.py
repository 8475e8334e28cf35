"""A desk that reads mail gets one mail for each thing, with our key in it."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from forum.kernel.mail.transport import ConsoleTwin, NotDelivered
from moderation.handover import tasks
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
    dev.post(f"/desk/tickets/{ticket.reference}/messages", body="It is the tall one.")
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
