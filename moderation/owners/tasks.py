"""By the clock: what nobody said yes to in time goes back."""

from forum.kernel.db import fresh_reading, writing
from moderation.owners import actions, queries


def return_unconfirmed() -> None:
    """Each in a transaction of its own; twice is harmless."""
    with fresh_reading():
        ids = queries.to_return()
    for transfer_id in ids:
        with writing():
            actions.send_back(queries.locked_transfer(transfer_id))
