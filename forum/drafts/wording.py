"""The forms whose texts are kept: what each is called, where it stands, and which fields it has.

The packages name theirs in their DRAFTS tables.
"""

import re
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from forum.kernel.house import house


@dataclass(frozen=True)
class Kind:
    """`url` may name what it is about by its `{id}` or its own `{url}`; `subject` is its kind."""

    label: str
    url: str
    fields: frozenset[str]
    subject: str = ""


CHANGED = frozenset({"body", "revision"})

KINDS = {
    "ask": Kind(_("A question"), "/ask", frozenset({"title", "body", "topic", "tags"})),
    "idea": Kind(_("An idea"), "/ideas/new", frozenset({"title", "body", "topic", "board"})),
    "answer": Kind(
        _("An answer"),
        "/threads/{id}#answer-form",
        frozenset({"body", "in_short"}),
        subject="thread",
    ),
    "comment": Kind(
        _("A comment"), "/answers/{id}/comments", frozenset({"body"}), subject="answer"
    ),
    "questionchange": Kind(
        _("A change of a question"), "/threads/{id}/edit", CHANGED | {"title"}, subject="thread"
    ),
    "answerchange": Kind(
        _("A change of an answer"), "/answers/{id}/edit", CHANGED | {"in_short"}, subject="answer"
    ),
    "commentchange": Kind(
        _("A change of a comment"), "/comments/{id}/edit", CHANGED, subject="comment"
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
    def needs_url(self) -> bool:
        """Whether only the room of the thing knows where the form stands."""
        return "{url}" in self.kind.url

    def url(self, own: str = "") -> str:
        return self.kind.url.format(id=self.subject_id, url=own)


def place_called(name: str) -> Place | None:
    """`ask`, or `answer-12`; nothing for a name that no form has."""
    found = _PLACE.fullmatch(name) if name.isascii() else None
    kinds: dict[str, Kind] = house().drafts
    kind = kinds.get(found[1]) if found else None
    if not found or kind is None or bool(found[2]) != bool(kind.subject):
        return None
    return Place(name, kind, int(found[2] or 0))
