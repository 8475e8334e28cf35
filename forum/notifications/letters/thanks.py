"""What the mail says to somebody whom a member of staff thanks."""

from flask_babel import gettext as _

from forum.kernel.db import db
from forum.kernel.mail.outgoing import Letter, OutgoingMail
from forum.notifications.letters.readers import event_of, name_of, reader_of, way_out
from forum.recognition.events import StaffThanked
from forum.recognition.models import ThankYouNote

WHERE = "/me/thanks"


def staff_thanked(mail: OutgoingMail) -> Letter | None:
    """None when the note is gone before it is sent."""
    event, reader = event_of(mail), reader_of(mail)
    if reader is None or not isinstance(event, StaffThanked):
        return None
    note = db.get(ThankYouNote, event.note_id)
    if note is None:
        return None
    parts = [
        _("%(name)s writes to you:", name=name_of(note.by)),
        f"“{note.body}”",
        _("You can show this note to others on your page. Nobody else sees it until you do."),
    ]
    return Letter(
        to=str(reader.email),
        subject=_("A member of staff thanks you"),
        text="\n\n".join(parts),
        about_page=WHERE,
        unsubscribe=way_out(mail, reader),
    )
