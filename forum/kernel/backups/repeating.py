"""After a backup was put back: what was erased since is erased again, in every room."""

from collections.abc import Iterator

from forum.kernel.backups import erased
from forum.kernel.house import house


def erase_again() -> Iterator[str]:
    """Says in sentences what it did; twice is harmless. Raises Refused when the list is damaged."""
    erased.last_words()
    if not erased.place().exists():
        yield (
            f"There is no list of who was erased: {erased.place()}. When somebody was erased after "
            "the backup, put your copy of the list there and run folkmoot erase-again."
        )
        return
    for name, repeat in house().restored.items():
        done = repeat()
        yield f"Erased once more, {name}: {done.gone}."
        if done.waiting:
            yield (
                f"These have to wait, {name}: {done.waiting}. When something of theirs is held, "
                "the worker erases them once that is over. When one of them is the only "
                "administrator, give somebody else the role and run folkmoot erase-again."
            )
