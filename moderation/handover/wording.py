"""Outside desks and hand-overs in the words staff and citizens read."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from forum.kernel.languages import say
from moderation.handover.states import KINDS, MEANINGS

LABELS = {
    "name": "Name",
    "kind": "How it is reached",
    "address": "Address",
    "target": "Their group or code of a service",
    "key_field": "Their field for our key",
    "ends_with": "Their state for what has ended here",
    "notice": "What the person reads first",
    "sends_name": "The name goes along",
    "sends_email": "The e-mail goes along",
    "tells_citizen": "Their public messages go to the person at once",
    "services": "Services that hand over to it",
    "at_once": "Their tickets go there by themselves",
    "states": "What their states mean",
    "is_retired": "Retired",
}
NOTHING = "–"


def lines_of(
    before: Mapping[str, Any], after: Mapping[str, Any], *, services: Mapping[str, str]
) -> list[list[str]]:
    """Field, before, after: each in words."""
    return [
        [say(LABELS[name]), *(_said(name, side, services) for side in (before, after))]
        for name in after
        if name in LABELS
    ]


def _said(name: str, side: Mapping[str, Any], services: Mapping[str, str]) -> str:
    value = side.get(name)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if not value:
        return NOTHING
    if name == "kind":
        return say(KINDS[value])
    if name == "services":
        return ", ".join(services.get(slug, slug) for slug in value)
    if name == "states":
        return "; ".join(f"{theirs} = {say(MEANINGS[ours])}" for theirs, ours in value)
    return str(value)
