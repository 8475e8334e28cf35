"""The mails that hand a ticket over, or say something about it later."""

from forum.kernel.db import db
from forum.kernel.mail import Letter, OutgoingMail
from forum.kernel.mail.ids import message_id_with
from forum.kernel.text import publish_text
from moderation.handover import queries
from moderation.handover.models import HandOver, HandOverUpdate
from moderation.handover.states import EMAIL


def hand_over(mail: OutgoingMail) -> Letter | None:
    """The ticket, with our key in the subject and as Message-ID; name and e-mail after a yes.

    A yes that came while the mail was on its way is told in one of its own.
    """
    one = db.get_one(HandOver, _number(mail))
    if one.desk.kind != EMAIL:
        return None
    parcel = queries.parcel_of(one)
    named = (parcel.name, parcel.email) if one.went_with_person else ()
    person = " ".join(part for part in named if part)
    parts = [person, parcel.title, parcel.text, f"{parcel.reference}: {parcel.url}"]
    text = "\n\n".join(part for part in parts if part)
    return Letter(one.desk.address, _subject(one), text, key=one.key)


def hand_over_update(mail: OutgoingMail) -> Letter | None:
    """What was said later, as an answer to the first mail: so their desk knows what it is about."""
    one = db.get_one(HandOverUpdate, _number(mail))
    if one.hand_over.desk.kind != EMAIL:
        return None
    word = queries.word_of(one)
    begun = one.hand_over
    about, first = _subject(begun), message_id_with(begun.key)
    text = publish_text(word.text)  # somebody at the desk chose to pass it on
    return Letter(begun.desk.address, about, text, key=one.key, answers=first)


def _subject(one: HandOver) -> str:
    return f"[{one.ticket.reference} {one.key[:8]}] {one.ticket.title}"


def _number(mail: OutgoingMail) -> int:
    return int(mail.recipient.partition(":")[2])


MAILS = {"hand_over": hand_over, "hand_over_update": hand_over_update}
