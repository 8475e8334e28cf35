"""Cleans texts in a process of its own: a line of JSON in, a line of JSON out, until the end.

It loads nothing but the text room, and ends by itself when the import that started it is gone.
"""

import json
import signal
import sys
from collections.abc import Sequence

from forum.kernel.text import Unreadable, clean_html, render

Cleaned = tuple[str, str]
"""Safe HTML and no fault, or no HTML and the sentence that says why."""

TANGLED = "This post is nested too deeply to be read."


def cleaned(markup: str, body: str) -> Cleaned:
    """The safe HTML of one text."""
    try:
        return (clean_html(body) if markup == "html" else render(body)), ""
    except Unreadable as fault:
        return "", str(fault)
    except RecursionError:
        return "", TANGLED


def cleaned_all(texts: Sequence[Sequence[str]]) -> list[Cleaned]:
    """For pairs of markup and text."""
    return [cleaned(markup, body) for markup, body in texts]


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the import itself decides when to stop
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(json.dumps(cleaned_all(json.loads(line))).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
