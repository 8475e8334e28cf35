"""What followers by e-mail read; each is written when it is sent, if it may be read then."""

from flask_babel import gettext as _

from forum.alerts.events import AlertUpdated
from forum.alerts.models import Alert, AlertUpdate
from forum.alerts.queries import alert_path
from forum.kernel.db import db
from forum.kernel.events import Event, PublishedEvent
from forum.kernel.languages import say
from forum.kernel.mail.outgoing import Letter, OutgoingMail
from forum.kernel.site import site
from forum.kernel.text import excerpt
from forum.mail_follows.codes import token_for
from forum.mail_follows.models import MailReader
from forum.mail_follows.queries import follow_of, told_of
from forum.notifications.mails import subject_of, text_of
from forum.threads.models import Answer
from forum.threads.policy import is_visible
from forum.threads.queries.question import SIZE
from forum.threads.queries.subjects import answer_path

LONGEST_EXCERPT = 600
CONFIRM = """\
Somebody asked us to write to this address. They want to hear news of “{title}” at {site}.

If it was you, open the link below and press the button. Before that we send you nothing.

If it was not you, do nothing. We forget this address after a week.
"""
NEW_ANSWER = "A new answer to: {title}"
ANSWERED = """\
{name} answered “{title}”, a question you follow by e-mail:

“{words}”
"""


def follow_confirm(mail: OutgoingMail) -> Letter | None:
    """None when it was confirmed or forgotten meanwhile, or a visitor may not see it any more."""
    reader = _reader(mail)
    if reader is None or mail.subject_id is None:
        return None
    follow = follow_of(reader.id, mail.subject_id)
    told = told_of([mail.subject_id]).get(mail.subject_id)
    if follow is None or follow.confirmed_at is not None or told is None:
        return None
    return Letter(
        to=reader.email,
        subject=_("Do you want to follow: %(title)s", title=told[0]),
        text=say(CONFIRM).format(title=told[0], site=site().name),
        about_page=f"/follow/{token_for(reader.id, mail.subject_id)}",
    )


def reader_alert(mail: OutgoingMail) -> Letter | None:
    """None when they have stopped following, or the alert is over or taken back."""
    about, event = db.get(Alert, mail.subject_id), _event(mail)
    if about is None or about.when not in ("now", "planned"):
        return None
    reader = _follower(mail, about.service.subject_id)
    if reader is None:
        return None
    added = db.get(AlertUpdate, event.update_id) if isinstance(event, AlertUpdated) else None
    return Letter(
        to=reader.email,
        subject=subject_of(about, is_news=added is not None),
        text=text_of(about, added=added.html if added else None),
        about_page=alert_path(about.id, about.slug),
        unsubscribe=_way_out(reader, about.service.subject_id),
    )


def reader_answered(mail: OutgoingMail) -> Letter | None:
    """None when they have stopped following, or question or answer is out of sight."""
    answer = db.get(Answer, mail.subject_id)
    if answer is None or not (is_visible(answer) and is_visible(answer.thread)):
        return None
    thread = answer.thread
    reader = _follower(mail, thread.id)
    if reader is None:
        return None
    is_long = thread.last_number > SIZE
    words = excerpt(answer.html, LONGEST_EXCERPT)
    return Letter(
        to=reader.email,
        subject=say(NEW_ANSWER).format(title=thread.title),
        text=say(ANSWERED).format(name=answer.author.shown_name, title=thread.title, words=words),
        about_page=answer_path(
            thread.id, thread.slug, answer_id=answer.id, number=answer.number, is_long=is_long
        ),
        unsubscribe=_way_out(reader, thread.id),
    )


def _follower(mail: OutgoingMail, subject_id: int) -> MailReader | None:
    """Only while they follow it, and have said so from their own mailbox."""
    reader = _reader(mail)
    follow = follow_of(reader.id, subject_id) if reader else None
    return reader if follow is not None and follow.confirmed_at is not None else None


def _reader(mail: OutgoingMail) -> MailReader | None:
    return db.get(MailReader, int(mail.recipient.removeprefix("reader:")))


def _event(mail: OutgoingMail) -> Event | None:
    return db.get_one(PublishedEvent, mail.event_id).event


def _way_out(reader: MailReader, subject_id: int) -> str:
    return f"/follow/{token_for(reader.id, subject_id)}/removal"


MAILS = {
    "follow_confirm": follow_confirm,
    "reader_alert": reader_alert,
    "reader_answered": reader_answered,
}
