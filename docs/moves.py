"""The page of states: a diagram and a table of every move, drawn from the tables the code obeys."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from flask import Flask

from docs.shape import page, table
from forum.ideas import states as ideas
from forum.rounds import states as rounds
from moderation.helpdesk import states as tickets

S = TypeVar("S", bound=StrEnum)

# Where things of each kind begin.
FIRST = {"ticket": tickets.State.NEW, "idea": ideas.Stage.OPEN, "round": rounds.State.DRAFT}


def states(app: Flask) -> str:
    return page(
        "States",
        "Which state may follow which. A move that is not here is refused by the code and by the "
        "database, and each move is a row with its reason, who made it and when.",
        "\n".join((_of_tickets(), _of_ideas(), _of_rounds())),
    )


def diagram(moves: Mapping[S, Iterable[S]], first: StrEnum) -> str:
    """A state diagram as Mermaid draws it; every line but the first two is one allowed move."""
    lines = [f"  {before} --> {after}" for before in moves for after in sorted(moves[before])]
    return "\n".join(["```mermaid", "stateDiagram-v2", f"  [*] --> {first}", *lines, "```", ""])


def _of_tickets() -> str:
    rows = [
        (
            f"`{state}`",
            tickets.CITIZEN_LABELS[state],
            _named(tickets.MOVES[state]),
            _named(tickets.OPENERS_MOVES[state]),
            _clocks_of(state),
        )
        for state in tickets.State
    ]
    head = ("state", "what citizens read", "may become", "by whoever opened it", "clocks")
    return f"## Tickets\n\n{diagram(tickets.MOVES, FIRST['ticket'])}\n{table(head, rows)}"


def _of_ideas() -> str:
    rows = [(f"`{stage}`", _named(ideas.MOVES[stage])) for stage in ideas.Stage]
    drawn = diagram(ideas.MOVES, FIRST["idea"])
    return f"## Decisions on ideas\n\n{drawn}\n{table(('stage', 'may become'), rows)}"


def _of_rounds() -> str:
    rows = [(f"`{state}`", _named(rounds.MOVES[state])) for state in rounds.State]
    drawn = diagram(rounds.MOVES, FIRST["round"])
    return f"## Rounds of questions\n\n{drawn}\n{table(('state', 'may become'), rows)}"


def _named(states: Iterable[StrEnum]) -> str:
    return ", ".join(f"`{state}`" for state in sorted(states)) or "nothing"


def _clocks_of(state: tickets.State) -> str:
    if state in tickets.FINAL:
        return "ended"
    if state in tickets.PAUSED:
        return "stand still, unless the kind says otherwise"
    return "stand still" if state == tickets.State.ANSWERED else "run"
