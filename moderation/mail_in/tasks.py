"""Queued work: one mail is put where it belongs; old ones are thrown away."""

from forum.kernel.db import db, writing
from forum.kernel.events import acting_through
from forum.kernel.mail.incoming import Arrived, MailIn
from moderation.mail_in import actions, queries
from moderation.mail_in.actions.placing import Ready, ready
from moderation.mail_in.addresses import takes
from moderation.mail_in.headers import identity_of
from moderation.mail_in.reading import TooTangled, read
from moderation.mail_in.showing import has_room_for


def keep(arrived: Arrived) -> None:
    """Committed when this comes back."""
    identity = identity_of(arrived.raw)
    with acting_through("mail"), writing():
        actions.keep(arrived, identity=identity)


def handle(mail_id: int) -> None:
    """Read it first, which takes the longest; then one transaction."""
    raw = queries.mail_to_handle(mail_id)
    db.rollback()
    if raw is None:
        return
    sent = _read(raw)
    db.rollback()
    with acting_through("mail"), writing():
        actions.put_away(mail_id, sent)


def forget_old() -> None:
    """A month after they were handled; and files of people who have been erased."""
    with writing():
        actions.forget_files_of_erased()
    is_more = True
    while is_more:
        with writing():
            is_more = actions.forget_old()


def _read(raw: bytes) -> Ready | None:
    try:
        letter = read(raw)
        if letter.files and not has_room_for(letter):
            letter = letter.without_files()
        return ready(letter)
    except TooTangled:
        return None


MAIL_IN = MailIn(takes=takes, keep=keep)
PLANNED = {queries.HANDLING: handle}
