"""What in a text looks personal, as the desk sees it marked before everybody can read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forum.kernel.text import Passage, pieces
from moderation.helpdesk.queries import unconfirmed

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
class Marked:
    """The text in parts, and each passage once: its words, its look, the reason so far."""

    parts: Sequence[tuple[str, Passage | None]]
    each: Sequence[tuple[str, str, str]]


def marked_in(text: str, found: Sequence[Passage], confirmed: Mapping[str, str]) -> Marked | None:
    """None when there is nothing left to be confirmed."""
    if not unconfirmed(found, confirmed):
        return None
    once = {one.words: one.kind for one in found}
    each = [(words, LOOKS_LIKE[kind], confirmed.get(words, "")) for words, kind in once.items()]
    return Marked(list(pieces(text, list(found))), each)
