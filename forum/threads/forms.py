"""What people send about a question, checked, with the sentence to show."""

import re
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString
from wtforms import ValidationError

from forum.kernel.errors import Invalid
from forum.kernel.forms import Choice, Line, Number, PlainForm, Words, Yes, line
from forum.kernel.paging import LARGEST
from forum.kernel.text import kinds_in
from forum.kernel.written import Written
from forum.threads.actions.guarding import LONGEST_COMMENT
from forum.threads.briefs import MOST_WORDS, WRONG_DAY, Brief, brief_of
from forum.topics.queries import all_topics
from forum.uploads.forms import PictureForm

DOORS = [("public", "Ask everyone"), ("private", "Ask the council privately")]
MOST_TAGS = 5
LONGEST_TAG = 35
TAG = re.compile(r"\w[\w.+#-]*")
LONGEST_REASON = 200
MOST_PASSAGES = 100
EMPTY = "Write your text first."
OPEN_AGAIN = "Open the page again and send the form once more."


class AskForm(PictureForm):
    """`seen` tells that the person has read the warning about personal details, `offered` that
    they were shown questions like this one that are solved. `look` asks for questions like this
    one, before anything is posted.
    """

    title = Line("Your question in one line", missing="Write your question in one line.")
    body = Words("What happened, and what have you tried?", missing="Say what happened.")
    topic = Choice("Topic", missing="Choose the topic that fits best.")
    tags = Line("Tags", most=MOST_TAGS * (LONGEST_TAG + 2))
    door = Choice("Who should see this?", DOORS, missing="Choose who should see this.")
    seen = Line("Seen", most=3)
    offered = Line("Offered", most=3)
    look = Line("Look", most=3)

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        topics = all_topics()
        self.topic.choices = [(topic.slug, topic.name) for topic in topics]
        self.services = {topic.slug: topic.service_id for topic in topics}

    def validate_tags(self, field: Any) -> None:
        field.data = ", ".join(tags_in(field.data))


class GuideForm(PlainForm):
    happened = Words("What happened?", most=10_000, missing="Say what happened.")
    tried = Words("What have you tried?", most=10_000)
    wish = Line("What do you want to know?", missing="Write in one sentence what you want to know.")
    topic = Choice("Topic", missing="Choose the topic that fits best.")

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.topic.choices = [(topic.slug, topic.name) for topic in all_topics()]


class BriefPart:
    """What an official answer opens with; `brief_in` reads it. Beside it come, for each passage
    that looks personal, its words (`passage`) and why all may read it (`why`): `confirmed_in`.
    """

    in_short = Line("In short", most=10 * MOST_WORDS)
    true_until = Line("Still true on", most=10)


class WriteAnswerForm(BriefPart, PictureForm):
    body = Words("Your answer", missing=EMPTY)
    official = Yes("This is the council’s answer")


class WriteCommentForm(PictureForm):
    body = Words("Your comment", most=LONGEST_COMMENT, missing=EMPTY)


class EditPostForm(PictureForm):
    """`revision` is the one the writer saw when the page was opened."""

    body = Words("Your text", missing="The text cannot be empty. You can remove it below.")
    revision = Number("Revision", least=1, most=LARGEST, missing=OPEN_AGAIN)


class EditAnswerForm(BriefPart, EditPostForm):
    """With what an official answer opens with; of others nothing of it is read."""


class EditQuestionForm(EditPostForm):
    title = Line("Your question in one line", missing="Write your question in one line.")


class WantedForm(PlainForm):
    """One button that does a thing, or undoes it when it says `no`."""

    wanted = Line("Wanted", most=3)

    @property
    def is_yes(self) -> bool:
        return bool(self.wanted.data != "no")


class SolutionForm(WantedForm):
    answer_id = Number("Answer", least=1, most=LARGEST, missing=OPEN_AGAIN)


class VoteForm(PlainForm):
    value = Number("Vote", least=-1, most=1, missing=OPEN_AGAIN)


def brief_in(form: Any, body: Written, *, months: int | None = None) -> Brief | None:
    """What the answer opens with; None, with the sentence in the form, when it is not fine.
    `months` is how long answers of its service hold.
    """
    try:
        day = _day_in(form.true_until.data or "")
        return brief_of(form.in_short.data or "", body, until=day, months=months)
    except Invalid as error:
        for name, sentence in error.faults.items():
            form[name].errors = [sentence]
        return None


def confirmed_in(sent: Any) -> dict[str, str]:
    """Words of the text and why they may be read by everybody, in the pairs that were sent."""
    pairs = zip(sent.getlist("passage"), sent.getlist("why"), strict=False)
    held = [(words, line(why[:LONGEST_REASON], most=LONGEST_REASON)) for words, why in pairs]
    return {words: why for words, why in held[:MOST_PASSAGES] if why}


def _day_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Invalid(WRONG_DAY, {"true_until": _(WRONG_DAY)}) from error


def tags_in(text: str) -> list[str]:
    """The tags of one line, separated by commas. Raises ValidationError with the sentence."""
    try:
        tags = list(dict.fromkeys(tag_named(part) for part in text.split(",") if part.strip()))
    except Invalid as error:
        raise ValidationError(str(error)) from error
    if len(tags) > MOST_TAGS:
        raise ValidationError(_("Use %(most)s tags at most.", most=MOST_TAGS))
    return tags


def tag_named(text: str) -> str:
    """A tag as it is kept: small letters, hyphens for spaces. Raises Invalid with the sentence."""
    tag = "-".join(text.lower().split())
    if len(tag) > LONGEST_TAG or not TAG.fullmatch(tag):
        raise Invalid("A tag is one word of letters and numbers, like “permit”.")
    return tag


def personal_details(text: str) -> list[str]:
    """What in the text looks like it should not be public, in words; empty when nothing does."""
    found = kinds_in(text)
    return [str(words) for kind, words in PERSONAL.items() if kind in found]


PERSONAL: dict[str, LazyString] = {
    "email": lazy_gettext("an e-mail address"),
    "phone": lazy_gettext("a phone number"),
    "insurance": lazy_gettext("a National Insurance number"),
    "postcode": lazy_gettext("a postcode"),
    "card": lazy_gettext("a bank card number"),
}
