"""What in an official answer may tell who somebody is: taken out, or confirmed with a reason."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.kernel.errors import Invalid
from forum.kernel.house import house
from forum.kernel.text import Passage, passages, pieces
from forum.threads import policy

Confirmed = Mapping[str, str]
"""Words of the text, and why they may be read by everybody."""
NOTHING: Confirmed = {}
SHORTEST_REASON = 3
LOOKS_PERSONAL = (
    "This seems to hold %(what)s. Take it out, or say for each why everybody may read it."
)
LOOKS_LIKE = {
    "account": "a bank account",
    "address": "an address",
    "birth": "a date of birth",
    "card": "a bank card number",
    "email": "an e-mail address",
    "health": "a health service number",
    "insurance": "a National Insurance number",
    "name": "the name of somebody in this ticket",
    "own": "something the person wrote to us in private",
    "phone": "a phone number",
    "postcode": "a postcode",
    "reference": "a reference or number of a case",
}


@dataclass(frozen=True)
class Watch:
    """How a room above looks at what everybody will read on a question: `found` takes the text and
    the question, `keep` the answer, what was found in it, the reasons, and who gave them.
    """

    found: Callable[[str, int], Sequence[Passage]]
    keep: Callable[[int, Sequence[Passage], Confirmed, int], None]


@dataclass(frozen=True)
class Marked:
    """The text in parts, and each passage once: its words, its look, the reason so far."""

    parts: Sequence[tuple[str, Passage | None]]
    each: Sequence[tuple[str, str, str]]


def passages_for(text: str, thread_id: int, *, by: Member, before: str = "") -> list[Passage]:
    """What in a text for this question may tell who somebody is, but for what stood there before.
    With what was told in private in mind only for those who may read that.
    """
    is_theirs = policy.may_answer_officially(by)
    looks = [watch.found for watch in house().watches] if is_theirs else []
    found = looks[0](text, thread_id) if looks else passages(text)
    return [one for one in found if one.words not in before]


def checked(found: Sequence[Passage], confirmed: Confirmed) -> Sequence[Passage]:
    """What looks personal and was confirmed. Raises Invalid when something was not."""
    if left := unconfirmed(found, confirmed):
        raise Invalid(_(LOOKS_PERSONAL, what=", ".join(one.words for one in left)))
    return found


def keep_reasons(
    answer_id: int, found: Sequence[Passage], confirmed: Confirmed, *, by: Member
) -> None:
    for watch in house().watches if found else ():
        watch.keep(answer_id, found, confirmed, by.id)


def unconfirmed(found: Sequence[Passage], confirmed: Confirmed) -> list[Passage]:
    """Each of those once that nobody has given a reason for."""
    left = {one.words: one for one in found}
    return [
        one for one in left.values() if len(confirmed.get(one.words, "").strip()) < SHORTEST_REASON
    ]


def marked_in(text: str, found: Sequence[Passage], confirmed: Confirmed) -> Marked | None:
    """None when there is nothing left to be confirmed."""
    if not unconfirmed(found, confirmed):
        return None
    once = {one.words: one.kind for one in found}
    each = [(words, LOOKS_LIKE[kind], confirmed.get(words, "")) for words, kind in once.items()]
    return Marked(list(pieces(text, list(found))), each)
