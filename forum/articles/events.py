"""What can have happened to an article."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ArticleEvent(Event):
    article_id: int
    topic_id: int

    @property
    def subject_id(self) -> int | None:
        return self.article_id

    @property
    def stream(self) -> str:
        return f"article:{self.article_id}"


@dataclass(frozen=True, kw_only=True)
class ArticleWritten(ArticleEvent, kind="article_written"):
    """A draft; only staff see it."""


@dataclass(frozen=True, kw_only=True)
class ArticleChanged(ArticleEvent, kind="article_changed"):
    """Its words or its topic; what it said before is revision `revision` - 1."""

    revision: int


@dataclass(frozen=True, kw_only=True)
class ArticleMoved(ArticleEvent, kind="article_moved"):
    """From one state to another: published, put away, or shown again."""

    before: str
    state: str


@dataclass(frozen=True, kw_only=True)
class ArticleSourceNamed(ArticleEvent, kind="article_source_named"):
    """It was made from this question, answer or ticket too."""

    source_id: int


@dataclass(frozen=True, kw_only=True)
class ArticleChecked(ArticleEvent, kind="article_checked"):
    """Somebody has looked at it: it is still true."""


@dataclass(frozen=True, kw_only=True)
class ArticleJudged(ArticleEvent, kind="article_judged"):
    """Somebody said whether it helped."""

    shows = "gives feedback"

    helped: bool
