"""Which work a worker takes up next: what people wait for at once, what takes long one by one.

A worker that begins finds everything due that comes round by the clock. Handed to its few threads
all at once, that would stand before each mail that comes in meanwhile.
"""

import time
from collections.abc import Callable

from forum.kernel import tasks
from forum.kernel.clock import now

AGAIN_SECONDS = 60.0


class Turns:
    """Kept by one worker in memory: what it has handed to its threads."""

    def __init__(self, hand: Callable[[int], None]) -> None:
        self._hand = hand
        self._handed: dict[int, float] = {}
        self._lengthy = 0
        self._until = now()

    def go_on(self) -> None:
        """Hand over all that is due; of what takes long only one, and the next when it is over."""
        for work_id, is_long in tasks.due_by_length():
            if not is_long or self._is_its_turn(work_id):
                self._hand_over(work_id)

    def _is_its_turn(self, work_id: int) -> bool:
        """One that hangs keeps the others waiting for the length of a lease, not longer."""
        if work_id == self._lengthy:
            return True
        if now() < self._until and tasks.is_under_way(self._lengthy):
            return False
        self._lengthy, self._until = work_id, now() + tasks.LEASE
        return True

    def _hand_over(self, work_id: int) -> None:
        """Once a minute at most: a row stays due until a thread of the pool takes it."""
        moment = time.monotonic()
        self._handed = {w: at for w, at in self._handed.items() if moment - at < AGAIN_SECONDS}
        if work_id not in self._handed:
            self._handed[work_id] = moment
            self._hand(work_id)
