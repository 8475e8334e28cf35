"""What the mails about ideas say."""

from flask_babel import gettext as _

from forum.ideas.events import IdeaEvent, IdeaMoved, IdeaReplied
from forum.ideas.models import Idea, OfficialReply, StageMove
from forum.ideas.queries import idea_path
from forum.ideas.queries.reasons import reason_words
from forum.ideas.states import LABELS, Stage
from forum.kernel.db import db
from forum.kernel.languages import say
from forum.kernel.mail.outgoing import Letter, OutgoingMail
from forum.kernel.site import site
from forum.notifications.letters.readers import event_of, reader_of, way_out

DECIDED = "{place} has looked at your idea “{title}” and decided."
REPLIED = "{place} has replied to your idea “{title}”."
FOLLOWED = "There is news about “{title}”, an idea you support."
RELEASED = """\
Your idea “{title}” shows for everyone now.

People can support it from today. We write to you when the council answers.
"""
MORE = "The whole reply stands on the page."


def idea_decided(mail: OutgoingMail) -> Letter | None:
    return _news(mail, "The council has decided: {title}", DECIDED)


def idea_replied(mail: OutgoingMail) -> Letter | None:
    return _news(mail, "The council has replied: {title}", REPLIED)


def idea_followed(mail: OutgoingMail) -> Letter | None:
    return _news(mail, "News about: {title}", FOLLOWED)


def idea_released(mail: OutgoingMail) -> Letter | None:
    return _letter(mail, "Your idea shows now: {title}", say(RELEASED))


def _news(mail: OutgoingMail, subject: str, text: str) -> Letter | None:
    """What it says now, where it stands, and why."""
    event = event_of(mail)
    first = say(text)
    said = [first, *_said(event), say(MORE)] if isinstance(event, IdeaEvent) else [first]
    return _letter(mail, subject, "\n\n".join(said))


def _said(event: IdeaEvent) -> list[str]:
    if isinstance(event, IdeaMoved):
        stage, why = say(LABELS[Stage(event.state)]), say(reason_words(event.reason))
        stands = _("It stands at “%(stage)s” now.", stage=stage) + (f" {why}." if why else "")
        words = db.get_one(StageMove, event.move_id).text
        return [stands, *([f"“{words}”"] if words and words != f"{why}." else [])]
    if isinstance(event, IdeaReplied):
        version = {"idea_id": event.idea_id, "number": event.number}
        return [f"“{db.query(OfficialReply).filter_by(**version).one().summary}”"]
    return []


def _letter(mail: OutgoingMail, subject: str, text: str) -> Letter | None:
    """None when the idea does not show any more, or the reader wants no such mail."""
    event, reader = event_of(mail), reader_of(mail)
    if reader is None or not isinstance(event, IdeaEvent):
        return None
    idea = db.get(Idea, event.idea_id)
    if idea is None or not idea.is_visible:
        return None
    return Letter(
        to=str(reader.email),
        subject=say(subject).replace("{title}", idea.title),
        text=text.replace("{place}", site().place).replace("{title}", idea.title),
        about_page=idea_path(idea.id, idea.slug),
        unsubscribe=way_out(mail, reader),
    )
