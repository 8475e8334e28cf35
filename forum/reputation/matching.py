"""How many different people somebody helped, when each person and each thread counts once."""

Pairs = set[tuple[int, int]]


def different_people(helped: Pairs) -> int:
    """`helped` holds pairs of person and thread; the size of a largest matching between them."""
    threads_of: dict[int, list[int]] = {}
    for person, thread in sorted(helped):
        threads_of.setdefault(person, []).append(thread)
    held_by: dict[int, int] = {}
    for person in threads_of:
        _seat(person, threads_of, held_by)
    return len(held_by)


def _seat(newcomer: int, threads_of: dict[int, list[int]], held_by: dict[int, int]) -> None:
    """Find a thread for one more person, if others moving to threads of theirs can free one."""
    reached_by: dict[int, int] = {}
    asking = [newcomer]
    for person in asking:
        for thread in threads_of[person]:
            if thread in reached_by:
                continue
            reached_by[thread] = person
            if thread not in held_by:
                _move_along(thread, reached_by, held_by)
                return
            asking.append(held_by[thread])


def _move_along(free: int, reached_by: dict[int, int], held_by: dict[int, int]) -> None:
    """Each person on the way takes the thread they reached and leaves the one they held."""
    holding = {person: thread for thread, person in held_by.items()}
    thread: int | None = free
    while thread is not None:
        person = reached_by[thread]
        held_by[thread] = person
        thread = holding.get(person)
