"""What a person may be called here, and when two names are the same."""

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import quote

LONGEST = 60
JOINERS = {"\u200c", "\u200d"}  # Persian and Indian names are spelled with them
FORBIDDEN = set('@/\\:?#<>"')
LOOKS_LIKE_ADDRESS = re.compile(r"\w\.\w{2,}|^www\b", re.IGNORECASE)
LOOKALIKES = {"LATIN", "CYRILLIC", "GREEK"}  # scripts that share the shapes of many letters
MARKS_IN_A_ROW = re.compile(r"^\W*$|[\u0300-\u036f]{3,}")
RESERVED = {
    "admin",
    "administrator",
    "agent",
    "council",
    "folkmoot",
    "help desk",
    "me",
    "moderator",
    "official",
    "root",
    "staff",
    "support",
    "system",
    "the council",
}


def name_key(name: str) -> str:
    """Two names with the same key are the same name."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    seen = "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")
    return " ".join(seen.split())


def person_path(name: str) -> str:
    """Where everybody can read what there is to know about somebody of that name."""
    return f"/members/{quote(name)}"


def fault_of_name(name: str) -> str:
    """The sentence to show, empty when people may be called so."""
    return next((sentence for is_wrong, sentence in FAULTS if is_wrong(name)), "")


def _is_an_address(name: str) -> bool:
    return LOOKS_LIKE_ADDRESS.search(unicodedata.normalize("NFKC", name)) is not None


def _unseen(name: str) -> bool:
    return any(unicodedata.category(sign)[0] == "C" for sign in set(name) - JOINERS)


def _mixes_scripts(name: str) -> bool:
    """A Cyrillic letter in a Latin word makes another name that reads like somebody's."""
    return any(len(_scripts(word) & LOOKALIKES) > 1 for word in re.split(r"[\W_]+", name))


def _scripts(word: str) -> set[str]:
    return {unicodedata.name(sign, "").partition(" ")[0] for sign in word}


FAULTS: tuple[tuple[Callable[[str], object], str], ...] = (
    (lambda name: len(name_key(name)) < 2, "Your name needs at least 2 letters."),
    (MARKS_IN_A_ROW.search, "Write your name with letters."),
    (_mixes_scripts, "Write each part of your name with letters of one alphabet."),
    (_unseen, "Your name holds signs that cannot be seen. Type it again."),
    (lambda name: FORBIDDEN & set(name), 'Leave out these signs: @ / \\ : ? # < > "'),
    (
        _is_an_address,
        "Put a space after each full stop, so that your name does not look like a web address.",
    ),
    (
        lambda name: name_key(name) in RESERVED,
        "This name is kept for the council. Choose another one.",
    ),
)
