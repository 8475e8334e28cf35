"""What programs send and get about questions, answers and comments."""

from typing import Any

from apiflask import Schema
from apiflask.fields import Boolean, Date, DateTime, Integer, List, Nested, String
from apiflask.validators import Length, OneOf, Range
from marshmallow import ValidationError

from forum.kernel.api import PageAsked, Text, Truth, Whole, api, listed
from forum.kernel.errors import Invalid
from forum.kernel.paging import LARGEST
from forum.threads.actions.guarding import LONGEST_COMMENT
from forum.threads.briefs import LONGEST
from forum.threads.forms import MOST_TAGS, tag_named

threads_api = api("threads", __name__)

LONGEST_NAME = 100  # of a topic or a tag in a request


class Tag(String):
    """One tag, tidied exactly as the form of the page does it."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **options: Any) -> str:
        try:
            return tag_named(str(super()._deserialize(value, attr, data, **options)))
        except Invalid as error:
            raise ValidationError(str(error)) from error


class NewQuestion(Schema):
    """`topic` is the slug of a topic."""

    title = Text(most=150, one_line=True, required=True)
    body = Text(most=30_000, required=True)
    topic = Text(most=LONGEST_NAME, one_line=True, required=True)
    tags = List(Tag(), load_default=list, validate=Length(max=MOST_TAGS))


class Confirmation(Schema):
    """Words of a public answer that look personal, and why everybody may read them."""

    passage = Text(most=300, required=True)
    why = Text(most=200, one_line=True, required=True)


class NewAnswer(Schema):
    """`official` is for the people of the desk. Such an answer opens with `in_short`; without it,
    its first sentence stands there, when that has at most 30 words.
    """

    body = Text(most=30_000, required=True)
    official = Truth(load_default=False)
    in_short = Text(most=LONGEST, one_line=True, load_default="")
    true_until = Date(load_default=None)
    confirmed = List(Nested(Confirmation), load_default=list, validate=Length(max=100))


class NewComment(Schema):
    body = Text(most=LONGEST_COMMENT, required=True)


class Change(Schema):
    """`revision` is the one that was read; a newer one in between is answered with 409."""

    body = Text(most=30_000, required=True)
    revision = Whole(load_default=None, validate=Range(min=1, max=LARGEST))


class AnswerChange(Change):
    """`confirmed` is for an official one: why what is new in it and looks personal may be read."""

    confirmed = List(Nested(Confirmation), load_default=list, validate=Length(max=100))


class QuestionChange(Change):
    body = Text(most=30_000, load_default=None)
    title = Text(most=150, one_line=True, load_default=None)


class Chosen(Schema):
    answer_id = Whole(required=True, validate=Range(min=1, max=LARGEST))


class NewVote(Schema):
    value = Whole(required=True, validate=OneOf([1, -1]))


class QuestionsAsked(PageAsked):
    topic = Text(most=LONGEST_NAME, one_line=True, load_default=None)
    tag = Text(most=LONGEST_NAME, one_line=True, load_default=None)
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


class CommentInside(CommentShown):
    """Inside an answer; the description of the API may name a shape only once."""


class AnswerShown(PostShown):
    number = Integer()
    is_official = Boolean()
    in_short = String(allow_none=True)
    checked_on = Date(allow_none=True)
    true_until = Date(allow_none=True)
    is_solution = Boolean()
    is_confirmed = Boolean()
    score = Integer()
    thanks_count = Integer()
    comment_count = Integer()
    comments = List(Nested(CommentInside))


class AnswerInside(AnswerShown):
    """Inside a thread; the description of the API may name a shape only once."""


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
    answers = Nested(listed(AnswerInside, "AnswersOfThread"))


QuestionsListed = listed(LineShown, "Threads")
