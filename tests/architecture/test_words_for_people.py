"""How the house speaks to people, and what loyalty never buys."""

import ast
import re

from tests.architecture.sources import ROOT, Source, rooms, templates, told

# Words that make people feel small, or say nothing.
NEVER = re.compile(r"\b(please|simply|oops|whoops|kindly)\b|!(?=\s|$|<|\")", re.I)
MARKUP = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}|<!.*?>|<[^>]*>", re.DOTALL)
SAID = re.compile(r"""(?<![\w.])n?gettext\(\s*"([^"]+)"|(?<!\w)_\(\s*"([^"]+)\"""")

# No queue, promise, assignment or list may know how loyal somebody is (PRODUCT: equity guard).
BLIND = ("moderation/", "search/", "forum/services/", "forum/votes/", "forum/follows/")
# What a decision costs its author is entered; nothing is asked back.
ENTERS_ONLY = "from forum.reputation.actions import count_upheld_report, settle_standing, undo"
# The figures that would show a faster answer, and where staff see and decide about rungs.
PUBLISHES = ("moderation/fairness/", "moderation/ladder/")
LOYALTY = re.compile(r"\bRung\b|\.rung\b|\bLADDER\b|\bReputation\b|forum\.reputation")


def test_pages_speak_plainly():
    rude = [
        f"{path.relative_to(ROOT)}: {said}"
        for path in templates()
        for said in _texts(path.read_text(encoding="utf-8"))
        if NEVER.search(said)
    ]

    assert not rude, told("Say what happened and what to do next, without “please”.", rude)


def test_refusals_speak_plainly():
    rude = [
        source.at(line, words)
        for source in rooms()
        for line, words in _sentences(source)
        if NEVER.search(words)
    ]

    assert not rude, told("Say what happened and what to do next, without “please”.", rude)


def test_loyalty_buys_no_speed_and_no_bigger_voice():
    seeing = [
        source.at(number, line.strip())
        for source in rooms()
        if source.place.startswith(BLIND) and not source.place.startswith(PUBLISHES)
        for number, line in enumerate(source.text.splitlines(), 1)
        if LOYALTY.search(line) and line != ENTERS_ONLY
    ]

    assert not seeing, told(
        "Who helps others gets thanks and tools, never a faster answer: queues and promises do "
        "not know a rung.",
        seeing,
    )


def _sentences(source: Source) -> list[tuple[int, str]]:
    """The text in the code but for docstrings."""
    said = {id(node.value) for node in ast.walk(source.tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]


def _texts(template: str) -> list[str]:
    """What a person reads: the text between the marks, and what is given to translation."""
    given = [one or other for one, other in SAID.findall(template)]
    return [" ".join(MARKUP.sub(" ", template).split()), *given]
