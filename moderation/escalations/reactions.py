"""Words that may mean danger: a person is asked to look. Nothing happens to the post by itself."""

from forum.kernel.db import db
from forum.kernel.languages import say
from forum.threads.events import AnswerCommented, ThreadAnswered, ThreadAsked
from forum.threads.models import Answer, Comment, Thread
from moderation.helpdesk.kinds import SAFETY_CONCERN, signs_in
from moderation.helpdesk.queries import rule_in
from moderation.helpdesk.rules import SAFETY
from moderation.reports.actions import Reporter, report
from moderation.reports.queries import offered_reasons
from moderation.reports.reasons import DANGER, OTHER

FOUND = (
    "A rule noticed these words: %(words)s. Nobody reported it: look whether somebody needs help."
)
KEY = "rule:safety"
Written = ThreadAsked | ThreadAnswered | AnswerCommented


def ask_a_person_to_look(event: Written) -> None:
    """One report a post, among those of people; whoever decides says what follows."""
    post = _post(event)
    thread = db.get_one(Thread, event.thread_id)
    said = f"{thread.title}\n{post.body}" if post.id == thread.id else post.body
    words = signs_in(said, SAFETY_CONCERN)
    if not words or not rule_in(SAFETY, thread.topic_id).is_on:
        return
    offered = offered_reasons()
    reason = next(code for code in (DANGER, OTHER, *offered) if code in offered)
    body = say(FOUND) % {"words": words}
    report(post, by=Reporter(KEY), reason=reason, body=body)


def _post(event: Written) -> Thread | Answer | Comment:
    if isinstance(event, AnswerCommented):
        return db.get_one(Comment, event.comment_id)
    if isinstance(event, ThreadAnswered):
        return db.get_one(Answer, event.answer_id)
    return db.get_one(Thread, event.thread_id)
