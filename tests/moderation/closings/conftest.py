"""What the tests about the ends of tickets have at hand: the key of a letter, and the mails."""

from email import message_from_bytes
from email.policy import default

import pytest

from moderation.helpdesk.keys import key_to


@pytest.fixture
def key_of(app):
    """The key that stands in the mails to somebody without an account."""
    return lambda ticket: key_to(ticket.id, purpose="mail")


@pytest.fixture
def mailed(app, deliver):
    """The texts of the mails to somebody, oldest first."""
    folder = app.config["FOLKMOOT"].HOME / "mail"

    def texts(who):
        deliver()
        found = sorted(folder.glob("*.eml"), key=lambda file: int(file.name.split(".")[1]))
        read = [message_from_bytes(file.read_bytes(), policy=default) for file in found]
        own = [mail for mail in read if mail["To"] == who.member.email]
        bodies = [mail.get_body(("plain",)) for mail in own]
        return [body.get_content() for body in bodies if body]

    return texts
