"""The forms whose texts are kept: what each is called, where it stands, and which fields it has."""

import re
from dataclasses import dataclass

from flask_babel import lazy_gettext as _


@dataclass(frozen=True)
class Kind:
    """`url` may name the thing it is about; `subject` is what kind of thing that is."""

    label: str
    url: str
    fields: frozenset[str]
    subject: str = ""


KINDS = {
    "ask": Kind(_("A question"), "/ask", frozenset({"title", "body", "topic", "tags"})),
    "idea": Kind(_("An idea"), "/ideas/new", frozenset({"title", "body", "topic", "board"})),
    "answer": Kind(
        _("An answer"), "/threads/{id}#answer-form", frozenset({"body"}), subject="thread"
    ),
    "comment": Kind(
        _("A comment"), "/answers/{id}/comments", frozenset({"body"}), subject="answer"
    ),
}
_PLACE = re.compile(r"([a-z]+)(?:-([1-9]\d{0,17}))?")


@dataclass(frozen=True)
class Place:
    """One form: its kind, and the id of what it is about, 0 for nothing."""

    name: str
    kind: Kind
    subject_id: int

    @property
    def url(self) -> str:
        return self.kind.url.format(id=self.subject_id)


def place_called(name: str) -> Place | None:
    """`ask`, or `answer-12`; nothing for a name that no form has."""
    found = _PLACE.fullmatch(name) if name.isascii() else None
    kind = KINDS.get(found[1]) if found else None
    if not found or kind is None or bool(found[2]) != bool(kind.subject):
        return None
    return Place(name, kind, int(found[2] or 0))
