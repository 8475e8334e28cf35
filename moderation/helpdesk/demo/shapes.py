"""The shape of a ticket of the demo borough: how it began, and one step after the other."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """So many hours after the step before, `who` does a deed of the table; staff when open.

    An empty `who` is the person outside who wrote without an account.
    """

    hours: float
    who: str
    deed: str
    words: str = ""
    code: str = ""


@dataclass(frozen=True)
class Question:
    """Brought to the desk so many hours after it was asked; by nobody when the time was up."""

    title: str
    by: str
    hours: float
    steps: tuple[Step, ...] = ()
    reason: str = ""
    weight: tuple[str, str] | None = None


@dataclass(frozen=True)
class Letter:
    """Written through the private door, by somebody with an account when `by` names one."""

    when: str
    service: str
    kind: str
    title: str
    words: str
    name: str
    email: str
    steps: tuple[Step, ...] = ()
    by: str = ""
