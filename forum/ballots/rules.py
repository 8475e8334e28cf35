"""The rules of a ballot, which know no row: what a paper says, and how papers are counted.

A paper is one whole number, its marks: bit n is set when option n is approved. So a paper is
changed by one statement, and is never half of an old one and half of a new one.
"""

from collections.abc import Iterable, Mapping

FEWEST, MOST = 2, 20
"""So many options a ballot has at least and at most."""


def marks_of(chosen: Iterable[int], *, options: int) -> int:
    """The marks of a paper that approves these options, none or all of them being fine.

    Raises ValueError for an option that is not on the paper.
    """
    numbers = set(chosen)
    if not numbers <= set(range(options)):
        raise ValueError(f"Of {options} options some of {sorted(numbers)} are none.")
    return sum(1 << number for number in numbers)


def chosen_in(marks: int) -> set[int]:
    """The options that a paper with these marks approves."""
    return {number for number in range(marks.bit_length()) if marks >> number & 1}


def approvals(papers: Mapping[int, int], *, options: int) -> list[int]:
    """For each option how many papers approve it; `papers` is marks -> how many papers say so."""
    return [
        sum(number for marks, number in papers.items() if marks >> option & 1)
        for option in range(options)
    ]
