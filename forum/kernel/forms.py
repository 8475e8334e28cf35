"""What was sent, checked, with the sentence to show. Every form is known by name.

A form is a WTForms class of fields from here, so that every text field has a cap and refuses
what a database or a page cannot hold. `FORMS` is what the hostile-input tests go through.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any, Self

from flask import g, request
from flask_babel import format_decimal
from flask_babel import gettext as _
from wtforms import BooleanField, Form, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from forum.kernel.errors import Invalid, Refused
from forum.kernel.languages import SOURCE, language, say
from forum.kernel.text import Unreadable, tidy

FORMS: dict[str, type["PlainForm"]] = {}
WRONG = "Some of what you wrote needs to be changed. Your text is still here."
CHOOSE = "Choose one of the answers."
OPEN_AGAIN = "Open the page again and send the form once more."
TOO_LONG = "This is %(count)s characters long. Keep it under %(most)s."
LARGEST = 2**63 - 1


class PlainForm(Form):
    """A form whose faults are sentences; subclasses are registered by their name."""

    unread: tuple[str, ...] = ()

    def __init_subclass__(cls) -> None:
        FORMS[cls.__name__] = cls

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        if language() is not SOURCE:
            self._translate()

    @classmethod
    def sent(cls, **options: Any) -> Self:
        """The form filled from this request; call `is_fine` before using it."""
        form = cls(request.form, **options)
        g.setdefault("forms_sent", []).append(form)
        return form

    @property
    def is_fine(self) -> bool:
        return bool(self.validate())

    @property
    def faults(self) -> dict[str, str]:
        """Field name -> the sentence to show at it."""
        return {
            name: say(str(sentences[0]))
            for name, sentences in self.errors.items()
            if name and sentences
        }

    def or_refuse(self) -> Self:
        """For forms of one button: itself, or Invalid with the first sentence."""
        if not self.is_fine:
            raise Invalid(next(iter(self.faults.values()), WRONG), self.faults)
        return self

    def marked(self, error: Refused, *, at: str = "") -> Self:
        """Itself, with what an action found standing at its fields, too; what names no field stands
        at this one, or at the first.
        """
        whole = {at or next(iter(self)).name: str(error)}
        for name, sentence in (getattr(error, "faults", None) or whole).items():
            self[name].errors = self[name].errors or [sentence]
        return self

    def _translate(self) -> None:
        """What stands at the fields, in the reader's language."""
        for field in self:
            field.label.text = say(str(field.label.text))
            if offered := getattr(field, "choices", None):
                field.choices = [_translated(choice) for choice in offered]


def _translated(choice: SelectChoice) -> SelectChoice:
    return SelectChoice(choice.value, say(str(choice.label)))


def Line(label: str, *, most: int = 150, missing: str = "") -> StringField:
    """One line of text; `missing` is the sentence when it is required and empty."""
    return StringField(label, validators=[_checked(line, most, missing)])


def Words(label: str, *, most: int = 30_000, missing: str = "") -> StringField:
    """Text of several lines."""
    return StringField(label, validators=[_checked(words, most, missing)])


def Secret(label: str, *, missing: str = "") -> StringField:
    """A password: kept as it was typed, at most 200 characters."""
    return StringField(label, validators=[_checked(secret, 200, missing)])


def Choice(
    label: str, choices: Sequence[tuple[str, str]] = (), *, missing: str = ""
) -> SelectField:
    """One of a few; an unknown value is refused with `missing`."""

    def known(form: Form, field: Any) -> None:
        if field.data not in [value for value, *_ in field.choices]:
            raise ValidationError(missing or CHOOSE)

    offered = [SelectChoice(value, words) for value, words in choices]
    return SelectField(label, choices=offered, validators=[known], validate_choice=False)


def Many(label: str, *, missing: str) -> SelectMultipleField:
    """Any number of a few, offered later; an unknown value is refused with `missing`."""

    def known(form: Form, field: Any) -> None:
        if set(field.data or []) - {value for value, *_ in field.choices}:
            raise ValidationError(missing)

    return SelectMultipleField(label, choices=[], validators=[known], validate_choice=False)


def Ticked(label: str) -> SelectMultipleField:
    """Any number of boxes that another room drew; whoever reads it checks what was ticked."""
    return SelectMultipleField(label, choices=[], validate_choice=False)


def Yes(label: str) -> BooleanField:
    """A box to tick."""
    return BooleanField(label)


def Number(label: str, *, least: int, most: int, missing: str) -> IntegerField:
    """A whole number within bounds."""

    def bounded(form: Form, field: Any) -> None:
        field.errors = []
        if field.data is None or not least <= field.data <= most:
            raise ValidationError(missing)

    return IntegerField(label, validators=[bounded])


def Version(*, least: int = 0) -> IntegerField:
    """What somebody has opened, carried along so that nobody overwrites what came meanwhile."""
    return Number("Version", least=least, most=LARGEST, missing=OPEN_AGAIN)


def Seen() -> StringField:
    """The `fingerprint` of what was previewed, carried back by the preview."""
    return Line("Seen", most=64)


def fingerprint(form: PlainForm) -> str:
    """Stands for everything in the form but `seen`, the field a preview carries it back in, and
    what the form names in `unread`, which nobody reads as others will.

    So what is saved is what somebody has read as others will, and not what was changed after.
    """
    held = {name: value for name, value in form.data.items() if name not in ("seen", *form.unread)}
    return hashlib.sha256(json.dumps(held, sort_keys=True, default=str).encode()).hexdigest()


def is_seen(form: Any) -> bool:
    """Whether somebody has looked at the preview of exactly this."""
    return bool(form.seen.data == fingerprint(form))


def text_of_file(name: str, *, most: int) -> str:
    """The text of a file that was sent, if there was one; Excel may write it in an old code."""
    sent = request.files.get(name)
    read = sent.read(most) if sent else b""
    try:
        return read.decode("utf-8-sig")
    except UnicodeDecodeError:
        return read.decode("cp1252", "replace")


def line(text: str, *, most: int) -> str:
    """One line, tidied. Raises Invalid with the sentence to show."""
    return " ".join(words(text, most=most).split())


def words(text: str, *, most: int) -> str:
    """Several lines, tidied. Raises Invalid with the sentence to show."""
    if len(text) > most:
        counts = {"count": format_decimal(len(text)), "most": format_decimal(most)}
        raise Invalid(_(TOO_LONG, **counts))
    try:
        return tidy(text).strip()
    except Unreadable as error:
        raise Invalid(str(error)) from error


def secret(text: str, *, most: int) -> str:
    words(text, most=most)
    return text


def _checked(read: Callable[..., str], most: int, missing: str) -> Callable[[Form, Any], None]:
    def check(form: Form, field: Any) -> None:
        try:
            field.data = read(field.data or "", most=most)
        except Invalid as error:
            raise ValidationError(str(error)) from error
        if missing and not field.data:
            raise ValidationError(missing)

    return check
