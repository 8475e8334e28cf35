"""What sorts of hats there are, and why one is taken off an answer."""

from enum import StrEnum

MOST_DAYS = 731
"""How far ahead the last day of a grant may lie: two years, then somebody decides anew."""


class Kind(StrEnum):
    """A team of the place itself, worn by who works here; or a partner, worn by who does not."""

    PARTNER = "partner"
    STAFF = "staff"


class Why(StrEnum):
    """Why a hat went off an answer by another hand than that of its author.

    `CHANGED`: its words were changed after the grant had ended.
    """

    CHANGED = "changed"
    NOT_TRUE = "not_true"
    NOT_FOR_THEM = "not_for_them"
    WRONG_ANSWER = "wrong_answer"
