"""What is new in an answer: without the mail it quotes, and without the lines under a name.

A library knows how mail programs of many languages begin a quote. It sees only the beginning of
each line, so that no line can keep it busy, and only says how many lines are new.
"""

import re

LANGUAGES = ["en", "de", "fr", "it", "es", "nl", "pl", "sv", "da", "pt", "cs"]
MOST_LINES = 1_000
MOST_SEEN = 200
MOST_BELOW = 12
WELSH = re.compile(r"(ar|on) .{5,150} (ysgrifennodd|wedi ysgrifennu).{0,100}:\s*", re.IGNORECASE)
ENDS_IT = re.compile(r"(--|__|sent from |get outlook |von meinem |gesendet |envoyé de |anfonwyd )")


def answer_in(text: str) -> str:
    """The new words of an answer; all of it when nothing is sure to be a quote."""
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        return text
    count = _new_lines(lines)
    if _answers_between(lines[count:]):
        return text
    if kept := "\n".join(lines[:count]).strip():
        return kept
    return "\n".join(line for line in lines if not line.startswith(">")).strip() or text


def _answers_between(lines: list[str]) -> bool:
    """Somebody wrote below what they quote, line by line: without the quotes it says nothing."""
    was_quoted = False
    for line in lines:
        if line.strip() == "--":
            return False
        if was_quoted and line.strip() and not line.startswith(">"):
            return True
        was_quoted = was_quoted or line.startswith(">")
    return False


def _new_lines(lines: list[str]) -> int:
    """How many lines stand above the quote and the signature."""
    from mailparser_reply.parser import EmailMessage

    seen = [line.strip()[:MOST_SEEN] for line in lines]
    found = EmailMessage(text="\n".join(seen), languages=list(LANGUAGES), keep_hyphen_lists=True)
    first = found.read().replies[0]
    count = first.content.count("\n") + 1 if not first.headers else 0
    count = _above_welsh_quote(seen[:count])
    count = _above_bare_quote(seen[:count])
    return _above_signature(seen[:count], first.signatures or "")


def _above_welsh_quote(lines: list[str]) -> int:
    return next((at for at, line in enumerate(lines) if WELSH.fullmatch(line)), len(lines))


def _above_bare_quote(lines: list[str]) -> int:
    """A quote that goes on to the end, without words of its own between."""
    count = len(lines)
    while count and (not lines[count - 1] or lines[count - 1].startswith(">")):
        count -= 1
    return count


def _above_signature(lines: list[str], signature: str) -> int:
    """Only what is short and begins as signatures do: "Thanks, but" begins a sentence."""
    below = signature.strip().split("\n")
    at = next((n for n, line in enumerate(lines) if line and line == below[0].strip()), 0)
    if not at or len(lines) - at > MOST_BELOW or not _ends_it(lines[at]):
        return len(lines)
    return at


def _ends_it(line: str) -> bool:
    words = line.split()
    is_closing = len(words) <= 2 or (len(words) <= 4 and line.endswith(","))
    return is_closing or ENDS_IT.match(line.lower()) is not None
