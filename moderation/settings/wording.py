"""The settings of a place and their values, in the words of a preview."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from forum.home.wording import TEXTS, row_of
from forum.kernel.languages import LANGUAGES, say
from forum.kernel.site import PILOT, SITE

NOTHING_TO_BRING = "nothing_to_bring"
NAMES = {
    SITE: "Name, place and look",
    PILOT: "Pilot",
    NOTHING_TO_BRING: "Bringing an older forum",
    **{row_of(name): label for name, label in TEXTS.items()},
}
LABELS = {
    "name": "Name",
    "place": "Place",
    "phone": "Phone",
    "opening": "When the phone is answered",
    "desk": "Desk people can come to",
    "zone": "Time zone",
    "emergency": "Emergency number",
    "language": "Language",
    "accent": "Accent colour",
    "links": "Links at the foot of every page",
    "logo": "Logo",
    "source": "Text",
    "is_pilot": "Only invited people can sign up",
    "chosen": "There is nothing to bring",
}
NOTHING = "–"
LONGEST = 300


def lines_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[list[str]]:
    """Field, before, after: each in words. What was empty and stays so is left out."""
    return [
        [say(LABELS[name]), _said(_named(name, before.get(name))), _said(_named(name, after[name]))]
        for name in after
        if name in LABELS and (before.get(name) or after[name])
    ]


def links_typed(links: Any) -> str:
    """As they stand in the form."""
    return "\n".join(f"{label} {url}" for label, url in links or ())


def _named(name: str, value: Any) -> Any:
    return LANGUAGES[value].name if name == "language" and value in LANGUAGES else value


def _said(value: Any) -> str:
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, dict):
        size = {"width": value["width"], "height": value["height"]}
        return str(_("A picture, %(width)s by %(height)s", **size))
    text = links_typed(value) if isinstance(value, list) else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
