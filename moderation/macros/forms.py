"""What managers write about ready answers and macros, and what is sent with one, checked."""

from typing import Any

from flask_babel import gettext as _
from wtforms.validators import ValidationError

from forum.accounts import emails
from forum.accounts.forms import check_email
from forum.kernel.forms import Choice, Line, Many, PlainForm, Seen, Version, Words, Yes
from forum.kernel.languages import say
from forum.kernel.text import count_words
from forum.services.queries import all_services
from forum.threads.briefs import LONGEST, MOST_WORDS, TOO_LONG
from moderation.helpdesk.states import (
    CITIZEN_LABELS,
    FINAL,
    LEVEL_WORDS,
    NEEDS_REASON,
    NOT_OURS,
    REASONS,
)
from moderation.macros.queries import all_rows
from moderation.macros.wording import (
    ANSWER,
    BODY,
    GIVES,
    MACRO,
    MOVES,
    PLACES,
    SENDS,
    TAKES,
    TOLD_WHY,
    WORD,
    unknown_places,
)
from moderation.settings.forms import is_https

LEFT = "Leave it as it is"
UNKNOWN = "%(what)s is no place we can fill in. These are: %(known)s."
NOTHING_TO_DO = "Choose at least one thing that it does."
NEEDS_TEXT = "Choose a ready answer: the person has to read why."
NEEDS_WAY = "Choose how it is written."
AS_MESSAGE = "With this move it is written as a message that is no answer yet."
NO_PAGE = "Write the address of its page, beginning https://."
NO_STATE = "Choose among these."
NO_BODY = "Choose who answers for it, or another reason."
NOT_ELSEWHERE = "That goes with closing it because somebody else is responsible."


class Kept:
    """What both forms have; `facts` are what the row is kept with."""

    is_retired = Yes("Retired: nobody can choose it from now on")
    version = Version()
    seen = Seen()

    @property
    def facts(self) -> dict[str, Any]:
        return {"is_retired": bool(self.is_retired.data)}


class ReadyAnswerForm(Kept, PlainForm):
    title = Line("Title, for the desk only", most=80, missing="Write a title.")
    in_short = Line("In short", most=LONGEST)
    body = Words("Text", most=10_000, missing="Write the text.")
    states = Many("For tickets in these states", missing=NO_STATE)
    service = Choice("For which service?", missing="Choose a service, or every one.")

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        services = [(str(one.id), one.name) for one in all_services()]
        self.service.choices = [("", say("Every service")), *services]
        live = [(str(code), say(label)) for code, label in CITIZEN_LABELS.items()]
        self.states.choices = [(code, label) for code, label in live if code not in FINAL]

    def validate_in_short(self, field: Any) -> None:
        if field.data and (count := count_words(field.data)) > MOST_WORDS:
            raise ValidationError(_(TOO_LONG, count=count, most=MOST_WORDS))
        self.validate_body(field)

    def validate_body(self, field: Any) -> None:
        if unknown := unknown_places(field.data or ""):
            known = ", ".join(f"{{{name}}}" for name in PLACES)
            raise ValidationError(_(UNKNOWN, what=unknown[0], known=known))

    @property
    def facts(self) -> dict[str, Any]:
        return super().facts | {
            "title": self.title.data,
            "in_short": self.in_short.data,
            "body": self.body.data,
            "states": " ".join(self.states.data or []),
            "service_id": int(self.service.data) if self.service.data else None,
        }


class MacroForm(Kept, PlainForm):
    name = Line("Name", most=80, missing="Write a name.")
    impact = Choice("Impact", [("", LEFT), *LEVEL_WORDS.items()])
    urgency = Choice("Urgency", [("", LEFT), *LEVEL_WORDS.items()])
    give = Choice("Give the ticket", [("", LEFT), *GIVES.items()])
    answer = Choice("Ready answer", missing="Choose one of the ready answers.")
    send = Choice("How it is written", [("", "No text"), *SENDS.items()])
    state = Choice("Move it to", [("", LEFT), *((str(one), CITIZEN_LABELS[one]) for one in MOVES)])
    reason = Choice("Reason", [("", "No reason needed"), *REASONS.items()])
    whom = Choice("Who answers for it", missing="Choose one of the bodies.")

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        known: list[Any] = list(all_rows(ANSWER))
        bodies: list[Any] = list(all_rows(BODY))
        self.whom.choices = [("", say("Nobody else")), *((str(one.id), one.name) for one in bodies)]
        self.answer.choices = [("", say("No text")), *((str(one.id), one.title) for one in known)]

    def validate_send(self, field: Any) -> None:
        if bool(self.answer.data) != bool(field.data):
            raise ValidationError(NEEDS_WAY)

    def validate_state(self, field: Any) -> None:
        does = (self.impact, self.urgency, self.give, self.answer)
        if not field.data and not any(one.data for one in does):
            raise ValidationError(NOTHING_TO_DO)
        if field.data in TOLD_WHY and not self.answer.data:
            raise ValidationError(NEEDS_TEXT)
        if field.data in TOLD_WHY and self.send.data != "message":
            raise ValidationError(AS_MESSAGE)

    def validate_reason(self, field: Any) -> None:
        if self.state.data in NEEDS_REASON and not field.data:
            raise ValidationError("Choose the reason.")

    def validate_whom(self, field: Any) -> None:
        points = self.state.data in FINAL and self.reason.data == NOT_OURS
        if points != bool(field.data):
            raise ValidationError(NO_BODY if points else NOT_ELSEWHERE)

    @property
    def facts(self) -> dict[str, Any]:
        plain = ("name", "impact", "urgency", "give", "send", "state", "reason")
        answer_id = int(self.answer.data) if self.answer.data else None
        ids = {"answer_id": answer_id, "body_id": int(self.whom.data) if self.whom.data else None}
        return super().facts | {name: self[name].data for name in plain} | ids


class BodyForm(Kept, PlainForm):
    """`link` may hold {words} where the person’s words go; `words_to` is where we mail them."""

    name = Line("Name", most=100, missing="Write what it is called.")
    does = Line("What it does", most=200, missing="Say what it answers for.")
    takes = Choice("How it takes requests", list(TAKES.items()), missing="Choose how.")
    link = Line("Its page", most=500)
    email = Line("E-mail", most=emails.LONGEST)
    phone = Line("Phone", most=40)
    words_to = Line("E-mail for words that people want passed on", most=emails.LONGEST)

    def validate_link(self, field: Any) -> None:
        if (field.data or self.takes.data == "page") and not is_https(
            field.data.replace("{words}", "")
        ):
            raise ValidationError(NO_PAGE)

    def validate_email(self, field: Any) -> None:
        if field.data or self.takes.data == "mail":
            check_email(field)

    def validate_phone(self, field: Any) -> None:
        if self.takes.data == "phone" and not field.data:
            raise ValidationError("Write the phone number.")

    def validate_words_to(self, field: Any) -> None:
        if field.data:
            check_email(field)

    @property
    def facts(self) -> dict[str, Any]:
        plain = ("name", "does", "takes", "link", "email", "phone", "words_to")
        return super().facts | {name: self[name].data for name in plain}


class WordForm(Kept, PlainForm):
    word = Line("Word of the office", most=60, missing="Write the word.")
    plain = Line("Plain word", most=60, missing="Write what to say instead.")

    @property
    def facts(self) -> dict[str, Any]:
        return super().facts | {"word": self.word.data, "plain": self.plain.data}


class MacroRunForm(PlainForm):
    """`version` is that of the macro whose steps were read before."""

    in_short = Line("In short", most=LONGEST)
    text = Words("What the person will read")
    version = Version(least=1)
    nonce = Line("", most=64)


ReadyForm = ReadyAnswerForm | MacroForm | BodyForm | WordForm
FORMS: dict[str, type[ReadyForm]] = {
    ANSWER: ReadyAnswerForm,
    MACRO: MacroForm,
    BODY: BodyForm,
    WORD: WordForm,
}
