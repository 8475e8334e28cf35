"""Hats in the words that people read."""

from typing import Any

from flask_babel import lazy_gettext as _

from forum.hats.kinds import Why

WHYS: dict[str, Any] = {
    Why.CHANGED: _("You changed the answer after your time with this hat was over."),
    Why.NOT_TRUE: _("What the answer says is not what they say."),
    Why.NOT_FOR_THEM: _("They do not want to speak about this here."),
    Why.WRONG_ANSWER: _("The hat was put on by mistake."),
}
"""Why a hat was taken off an answer, as its author reads it."""
