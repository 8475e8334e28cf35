"""Each hour: whoever has not answered for three days is reminded, once."""

from forum.kernel.db import db, writing
from forum.surveys.queries import to_remind
from moderation.asking_back import actions


def remind() -> None:
    """Each in a transaction of its own; whom the message budget spares is left alone."""
    waiting = list(to_remind())
    db.rollback()
    for survey_id in waiting:
        with writing():
            actions.remind(survey_id)
