"""The full-text index: what it holds, where it lies, and how it is read and written.

The library keeps the files and finds the documents that hold a word. Which documents fit and how
well is counted here, because its own ways of joining lists lose some of them or end in a fault.
"""

from search.index.engine import Engine, Hit, Hits
from search.index.ranking import Wanted, lately
from search.index.shelf import Busy, Damaged, Locked
from search.index.words import plain, terms

__all__ = [
    "Busy",
    "Damaged",
    "Engine",
    "Hit",
    "Hits",
    "Locked",
    "Wanted",
    "lately",
    "plain",
    "terms",
]
