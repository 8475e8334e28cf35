"""The pages of the room are registered here; what their forms share."""

from pathlib import Path

from forum.articles.actions import Draft
from forum.kernel.web import room
from forum.threads.forms import brief_in
from forum.topics.queries import topic_called
from moderation.helpdesk.forms import written
from moderation.knowledge.forms import ArticleForm

knowledge = room("knowledge", str(Path(__file__).parent))

BOTH = ["GET", "POST"]


def draft_in(form: ArticleForm) -> Draft | None:
    """What was written; None, with the sentences in the form, when something is not fine."""
    body = written(form)
    brief = brief_in(form, body) if body else None
    if body is None or brief is None:
        return None
    topic = topic_called(form.topic.data)
    return Draft(topic.id, form.title.data, body, brief)
