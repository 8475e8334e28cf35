"""What staff write about an article, checked."""

from typing import Any

from forum.articles.states import LABELS
from forum.kernel.forms import Choice, Line, PlainForm, Seen, Version, Words
from forum.threads.forms import BriefPart
from forum.topics.queries import all_topics
from moderation.wordings.forms import StillTrueForm


class ArticleForm(BriefPart, PlainForm):
    """`version` is the revision that was opened, 0 for a new one."""

    title = Line("What it is about, in one line", most=120, missing="Write what it is about.")
    topic = Choice("Topic", missing="Choose the topic that fits best.")
    body = Words("What everybody will read", missing="Write what everybody will read.")
    version = Version()
    seen = Seen()
    unread = ("version",)

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.topic.choices = [(topic.slug, topic.name) for topic in all_topics()]


class ArticleStateForm(PlainForm):
    state = Choice("What becomes of it", list(LABELS.items()), missing="Choose what becomes of it.")


class ArticleCheckForm(StillTrueForm):
    """What is asked of an answer, of an article."""


class ArticleSourceForm(PlainForm):
    address = Line(
        "Address of a question or an answer",
        most=500,
        missing="Copy the address of a question or an answer here.",
    )
