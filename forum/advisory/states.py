"""The states of an item of an agenda, and which may follow which."""

from enum import StrEnum

from flask_babel import lazy_gettext as _


class State(StrEnum):
    PROPOSED = "proposed"
    ON_AGENDA = "on_agenda"
    DEALT_WITH = "dealt_with"
    NOT_TAKEN = "not_taken"


MOVES: dict[State, set[State]] = {
    State.PROPOSED: {State.ON_AGENDA, State.NOT_TAKEN},
    State.ON_AGENDA: {State.DEALT_WITH, State.NOT_TAKEN},
    State.DEALT_WITH: set(),
    State.NOT_TAKEN: set(),
}

LABELS = {
    State.PROPOSED: _("Proposed"),
    State.ON_AGENDA: _("On the agenda"),
    State.DEALT_WITH: _("Dealt with"),
    State.NOT_TAKEN: _("Not taken"),
}
