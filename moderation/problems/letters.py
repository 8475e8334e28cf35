"""The mails about problems: news for those who wait for it, and the last news for a new ticket."""

from dataclasses import replace

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.follows.queries import is_following
from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.mail import Letter, OutgoingMail
from forum.mail_follows.codes import token_for
from forum.mail_follows.models import MailReader
from forum.mail_follows.queries import follow_of
from moderation.mail_in import letters
from moderation.problems.events import ProblemMoved, ProblemTold
from moderation.problems.models import Problem, ProblemUpdate
from moderation.problems.queries import acknowledged_on, public_path


def ticket_opened(mail: OutgoingMail) -> Letter | None:
    """The acknowledgement, with what all others with the same problem were told last."""
    letter = letters.ticket_opened(mail)
    told = acknowledged_on(mail.subject_id) if letter and mail.subject_id else []
    if letter is None or not told:
        return letter
    known = _("We know of this problem. This is what we told everybody about it:")
    return replace(letter, text="\n\n".join([letter.text, known, *(one.body for one in told)]))


def problem_news_member(mail: OutgoingMail) -> Letter | None:
    """As long as they follow it and may read it."""
    member = db.get(Member, int(mail.recipient.removeprefix("member:")))
    follows = member and mail.subject_id and is_following(member.id, mail.subject_id)
    if not member or not follows or not (member.is_active and member.is_verified and member.email):
        return None
    return _news(mail, to=member.email)


def problem_news_reader(mail: OutgoingMail) -> Letter | None:
    """For somebody without an account, as long as they follow it."""
    reader = db.get(MailReader, int(mail.recipient.removeprefix("reader:")))
    follow = follow_of(reader.id, mail.subject_id) if reader and mail.subject_id else None
    if reader is None or follow is None or follow.confirmed_at is None:
        return None
    letter = _news(mail, to=reader.email)
    way_out = f"/follow/{token_for(reader.id, follow.subject_id)}/removal"
    return replace(letter, unsubscribe=way_out) if letter else None


def _news(mail: OutgoingMail, *, to: str) -> Letter | None:
    problem = db.get(Problem, mail.subject_id)
    if problem is None or not problem.is_public:
        return None
    event = db.get_one(PublishedEvent, mail.event_id).event
    if isinstance(event, ProblemTold):
        said = db.get_one(ProblemUpdate, event.update_id).public_body
        subject = _("News about: %(title)s", title=problem.title)
    elif isinstance(event, ProblemMoved):
        said = _("You asked us to tell you when “%(title)s” is fixed. It is.", title=problem.title)
        subject = _("Fixed: %(title)s", title=problem.title)
    else:
        return None
    return Letter(to, subject, said, public_path(problem.id))


MAILS = {
    "problem_news_member": problem_news_member,
    "problem_news_reader": problem_news_reader,
    "ticket_opened": ticket_opened,
}
