"""The shape of an idea of the demo borough, and neighbours who support them; all are invented."""

from dataclasses import dataclass

from forum.ideas.states import Stage


@dataclass(frozen=True)
class Plan:
    """An idea so many days ago and what became of it; a high `early` means early supporters."""

    topic: str
    days: float
    supporters: int
    title: str
    words: str
    stage: str = Stage.OPEN
    reason: str = ""
    summary: str = ""
    details: str = ""
    department: str = ""
    early: float = 1.0


STEPS: dict[str, list[Stage]] = {
    Stage.OPEN: [],
    Stage.IN_REVIEW: [Stage.IN_REVIEW],
    Stage.PLANNED: [Stage.IN_REVIEW, Stage.PLANNED],
    Stage.IN_PROGRESS: [Stage.IN_REVIEW, Stage.PLANNED, Stage.IN_PROGRESS],
    Stage.DELIVERED: [Stage.IN_REVIEW, Stage.PLANNED, Stage.IN_PROGRESS, Stage.DELIVERED],
    Stage.DECLINED: [Stage.IN_REVIEW, Stage.DECLINED],
    Stage.ALREADY_DONE: [Stage.ALREADY_DONE],
    Stage.OUT_OF_SCOPE: [Stage.OUT_OF_SCOPE],
    Stage.MERGED: [Stage.MERGED],
}

NEIGHBOURS = (
    *("Paula Reyes", "Gwen Archer", "Femi Balogun", "Ruth Carlisle", "Dario Conti"),
    *("Agnes Drummond", "Kofi Mensah", "Holly Fenwick", "Marek Nowak", "Shira Gold"),
    *("Colin Baxter", "Aisha Rahman", "Peter Stroud", "Yuki Tanaka", "Beth Lowell"),
    *("Ivan Petrov", "Maeve Quinn", "Stan Hobbs", "Lucia Moretti", "Arjun Nair"),
    *("Dot Wainwright", "Hugo Lambert", "Freya Olsen", "Ken Ashby", "Zainab Yusuf"),
    *("Elin Prosser", "Musa Kamara", "Judith Orme", "Rafael Pinto", "Caitlin Doyle"),
    *("Winston Clarke", "Priya Menon", "Harriet Snell", "Tariq Aziz", "Moira Kerr"),
    *("Leon Fischer", "Nadia Hamdi", "Roy Tipping", "Saoirse Byrne", "Vikram Rao"),
)
