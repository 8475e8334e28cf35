"""By the clock: who is here in the next days, worked out anew."""

from forum.kernel.db import fresh_reading, writing
from moderation.duty import actions, queries


def refresh() -> None:
    """Somebody may be away, a service closed, or a shift over. Written only when it differs."""
    with fresh_reading():
        is_right = queries.board_as_it_is() == queries.board_as_it_should_be()
    if not is_right:
        with writing():
            actions.refresh_board()


def forget_old() -> None:
    with writing():
        actions.forget_old()
