"""Which posts show, as far as it matters for what was earned with them.

What was earned with a post rests while the post is hidden or removed. While a question is hidden,
or was removed by staff, what was earned with its answers rests too: nobody can see them. When its
author removes it, those who answered keep what they earned, because they helped all the same.
"""

from collections import defaultdict
from collections.abc import Iterable

from forum.threads.events import PostDeleted, PostHidden, PostRestored, PostUnhidden, ThreadEvent

Leaving = PostDeleted | PostHidden
Returning = PostRestored | PostUnhidden
MOVES = (PostDeleted, PostHidden, PostRestored, PostUnhidden)


class Showing:
    """Told what happened in threads, in order."""

    def __init__(self) -> None:
        self._gone: set[int] = set()
        self._shut: set[int] = set()
        self._thread_of: dict[int, int] = {}
        self._posts_in: dict[int, set[int]] = defaultdict(set)

    def know(self, thread_id: int, post_ids: Iterable[int]) -> None:
        """These posts stand in this thread."""
        for post_id in post_ids:
            self._thread_of[post_id] = thread_id
            self._posts_in[thread_id].add(post_id)

    def hear(self, event: ThreadEvent) -> None:
        """Where a post stands, and whether it leaves or comes back."""
        if isinstance(event, MOVES):
            self.know(event.thread_id, [event.post_id])
            self._move(event)
        elif event.subject_id is not None:
            self.know(event.thread_id, [event.subject_id])

    def turned_by(self, event: Leaving | Returning) -> list[int]:
        """The posts for which it may have changed, in their order."""
        if event.post_id == event.thread_id:
            return sorted(self._posts_in[event.thread_id])
        return [event.post_id]

    def shows(self, post_id: int) -> bool:
        return post_id not in self._gone and self._thread_of[post_id] not in self._shut

    def _move(self, event: Leaving | Returning) -> None:
        if isinstance(event, Returning):
            self._gone.discard(event.post_id)
            self._shut.discard(event.post_id)
            return
        self._gone.add(event.post_id)
        is_staff = isinstance(event, PostHidden) or event.actor_id != event.author_id
        if is_staff and event.post_id == event.thread_id:
            self._shut.add(event.post_id)
