"""What the mails about questions and answers say."""

from dataclasses import dataclass

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.languages import say
from forum.kernel.mail.outgoing import Letter, OutgoingMail
from forum.kernel.site import site
from forum.kernel.text import excerpt
from forum.notifications.letters.readers import event_of, name_of, reader_of, way_out
from forum.threads.briefs import says_more
from forum.threads.events import AnswerCommented, AnswerEvent
from forum.threads.models import Answer, Comment, Thread
from forum.threads.policy import is_visible
from forum.threads.queries.question import SIZE
from forum.threads.queries.subjects import answer_path

LONGEST_EXCERPT = 600
ANSWERED = """\
{name} answered your question “{title}”:

“{words}”

Did it solve your problem? Then say so on the page: one button does it, and others with the same \
question find the answer.
"""
OFFICIAL = """\
{place} answered your question “{title}”:

“{words}”

Did it solve your problem? Say yes or no on the page. After a no, we go on working on it.
"""
ACCEPTED = """\
{name} says that your answer to “{title}” solved it.

Thank you. Others with the same question now find your answer first.
"""
COMMENTED = """\
{name} commented on {whose}, “{title}”:

“{words}”

You can reply on the page.
"""
FOLLOWED = """\
{name} answered “{title}”, a question you follow:

“{words}”
"""


@dataclass(frozen=True)
class Matter:
    """What a mail is about, as it is at the moment of sending."""

    event: AnswerEvent
    answer: Answer
    thread: Thread
    reader: Member


def answered(mail: OutgoingMail) -> Letter | None:
    return _about_answer(mail, "An answer to: {title}", ANSWERED)


def official_answer(mail: OutgoingMail) -> Letter | None:
    return _about_answer(mail, "The official answer to: {title}", OFFICIAL)


def followed(mail: OutgoingMail) -> Letter | None:
    return _about_answer(mail, "A new answer to: {title}", FOLLOWED)


def accepted(mail: OutgoingMail) -> Letter | None:
    """None when the person who asked has changed their mind meanwhile."""
    matter = _matter(mail)
    if matter is None or matter.thread.solution_id != matter.answer.id:
        return None
    text = say(ACCEPTED).format(name=name_of(matter.thread.author), title=matter.thread.title)
    return _letter(mail, matter, "Your answer solved it: {title}", text)


def commented(mail: OutgoingMail) -> Letter | None:
    matter = _matter(mail)
    if matter is None or not isinstance(matter.event, AnswerCommented):
        return None
    comment = db.get(Comment, matter.event.comment_id)
    if comment is None or not is_visible(comment):
        return None
    is_own = matter.answer.author_id == matter.reader.id
    text = say(COMMENTED).format(
        name=name_of(comment.author),
        whose=_("your answer") if is_own else _("an answer to your question"),
        title=matter.thread.title,
        words=excerpt(comment.html, LONGEST_EXCERPT),
    )
    return _letter(mail, matter, "A comment on: {title}", text)


def _about_answer(mail: OutgoingMail, subject: str, text: str) -> Letter | None:
    matter = _matter(mail)
    if matter is None:
        return None
    written = say(text).format(
        name=name_of(matter.answer.author),
        place=site().place,
        title=matter.thread.title,
        words=_words(matter.answer),
    )
    return _letter(mail, matter, subject, written)


def _words(answer: Answer) -> str:
    """What it says in short comes first."""
    begins = excerpt(answer.html, LONGEST_EXCERPT)
    if not says_more(answer.in_short, answer.html):
        return begins
    return f"{_('In short:')} {answer.in_short}\n\n{begins}"


def _letter(mail: OutgoingMail, matter: Matter, subject: str, text: str) -> Letter:
    thread, answer = matter.thread, matter.answer
    is_long = thread.last_number > SIZE
    return Letter(
        to=str(matter.reader.email),
        subject=say(subject).format(title=thread.title),
        text=text,
        about_page=answer_path(
            thread.id, thread.slug, answer_id=answer.id, number=answer.number, is_long=is_long
        ),
        unsubscribe=way_out(mail, matter.reader),
    )


def _matter(mail: OutgoingMail) -> Matter | None:
    """None when the reader has gone, wants no such mail, or what it is about was taken away."""
    event, reader = event_of(mail), reader_of(mail)
    if reader is None:
        return None
    if not isinstance(event, AnswerEvent):
        return None
    answer = db.get(Answer, event.answer_id)
    if answer is None or not (is_visible(answer) and is_visible(answer.thread)):
        return None
    return Matter(event, answer, answer.thread, reader)
