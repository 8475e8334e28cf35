"""What programs send and get about questions, answers and comments."""

from apiflask import Schema
from apiflask.fields import Boolean, DateTime, Integer, List, Nested, String
from apiflask.validators import Length, OneOf, Range

from forum.kernel.api import PageAsked, Text, api, listed
from forum.threads.forms import LONGEST_COMMENT, LONGEST_TAG, MOST_TAGS, TAG
from forum.threads.queries.posts import LARGEST

threads_api = api("threads", __name__)


def _tag() -> Text:
    return Text(most=LONGEST_TAG, one_line=True, required=True, validate=lambda name: _is_tag(name))


def _is_tag(name: str) -> bool:
    return TAG.fullmatch(name) is not None


class NewQuestion(Schema):
    """`topic` is the slug of a topic."""

    title = Text(most=150, one_line=True, required=True)
    body = Text(most=30_000, required=True)
    topic = String(required=True)
    tags = List(_tag(), load_default=list, validate=Length(max=MOST_TAGS))


class NewAnswer(Schema):
    """`official` is for the people of the desk."""

    body = Text(most=30_000, required=True)
    official = Boolean(load_default=False)


class NewComment(Schema):
    body = Text(most=LONGEST_COMMENT, required=True)


class Change(Schema):
    """`revision` is the one that was read; a newer one in between is answered with 409."""

    body = Text(most=30_000, required=True)
    revision = Integer(load_default=None, allow_none=True)


class QuestionChange(Change):
    body = Text(most=30_000, load_default=None)
    title = Text(most=150, one_line=True, load_default=None)


class Chosen(Schema):
    answer_id = Integer(required=True, validate=Range(min=1, max=LARGEST))


class NewVote(Schema):
    value = Integer(required=True, validate=OneOf([1, -1]))


class QuestionsAsked(PageAsked):
    topic = String(load_default=None)
    tag = String(load_default=None)
    state = String(load_default="all", validate=OneOf(["all", "unanswered", "solved"]))


class PostShown(Schema):
    """`body` is as it was typed, `html` as it is shown."""

    id = Integer()
    url = String()
    thread_id = Integer()
    author = String()
    body = String()
    html = String()
    revision = Integer()
    written_at = DateTime()
    edited_at = DateTime(allow_none=True)


class CommentShown(PostShown):
    answer_id = Integer(allow_none=True)


class AnswerShown(PostShown):
    number = Integer()
    is_official = Boolean()
    is_solution = Boolean()
    is_confirmed = Boolean()
    score = Integer()
    thanks_count = Integer()
    comment_count = Integer()
    comments = List(Nested(CommentShown))


class LineShown(Schema):
    id = Integer()
    url = String()
    title = String()
    topic = String()
    excerpt = String()
    is_solved = Boolean()
    answer_count = Integer()
    me_too_count = Integer()
    asked_at = DateTime()
    active_at = DateTime()


class QuestionShown(PostShown):
    title = String()
    topic = String()
    tags = List(String())
    state = String()
    is_solved = Boolean()
    solution_id = Integer(allow_none=True)
    answer_count = Integer()
    me_too_count = Integer()
    score = Integer()
    active_at = DateTime()
    answers = Nested(listed(AnswerShown, "AnswersOfThread"))


QuestionsListed = listed(LineShown, "Threads")
