"""How the words of an alert or a known problem were changed, and whether a change goes back."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db
from forum.kernel.errors import Missing, Refused
from forum.kernel.languages import say
from forum.kernel.paging import LARGEST
from moderation.announcements.models import WordsChange
from moderation.settings.queries import is_back

MOST = 100
NO_CHANGE = "We cannot find this change."
UNSEEN = (
    "Not everybody could read these words then. Change it instead, and look at what everybody "
    "will read."
)


def words_changed(subject_id: int) -> Sequence[WordsChange]:
    """The newest first, with who changed them."""
    rows = select(WordsChange).where(WordsChange.subject_id == subject_id)
    rows = rows.order_by(WordsChange.id.desc()).limit(MOST)
    return db.scalars(rows.options(joinedload(WordsChange.actor).lazyload("*"))).all()


def change_numbered(change_id: int) -> WordsChange:
    """Raises Missing."""
    if made := db.get(WordsChange, min(change_id, LARGEST)):
        return made
    raise Missing(NO_CHANGE)


def goes_back(made: WordsChange, texts: Mapping[str, str], *, is_public: bool) -> bool:
    """Whether there is anything to put back. Raises Refused when it was changed again since, or
    when everybody would read what nobody has looked at as they would.
    """
    if is_back(made, texts):
        return False
    if is_public and not made.was_public:
        raise Refused(UNSEEN)
    return True


def in_words(
    changes: Sequence[WordsChange], labels: Mapping[str, str]
) -> list[tuple[WordsChange, list[list[str]]]]:
    """Each with what it changed: the name of the text, and the text before and after."""
    return [
        (one, [[say(labels[name]), one.before[name], one.after[name]] for name in one.after])
        for one in changes
    ]
