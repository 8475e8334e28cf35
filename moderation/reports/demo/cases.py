"""Reports of the demo borough, from just made to heard on appeal. All of it is invented."""

from dataclasses import dataclass

from moderation.reports.reasons import NO_RULE, SPAM, Deed


@dataclass(frozen=True)
class Decided:
    """By whom and how; `days` is how long a limit or a pause lasts from today."""

    by: str
    deed: Deed
    rule: str
    facts: str
    hides_post: bool = False
    days: int = 0


@dataclass(frozen=True)
class Appealed:
    """What the person wrote against it, and what somebody else made of that, if they have."""

    words: str
    by: str = ""
    outcome: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Reported:
    """A post, as the title of its question and the number of the answer (0: the question).

    `who` is empty for a visitor. It is said `hours` after the post; staff look the next day.
    """

    title: str
    number: int
    who: str
    hours: float
    reason: str
    words: str
    claimed_by: str = ""
    decided: Decided | None = None
    appealed: Appealed | None = None


HOLE = "The hole at the bottom of Tanner’s Row has eaten two of my tyres"
GUTTERS = "CHEAP GUTTER CLEANING this weekend only, whole borough"

REPORTED = (
    Reported(
        HOLE,
        4,
        "Joyce Adeyemi",
        1,
        "rude",
        "He calls a neighbour an idiot because of his age.",
        decided=Decided(
            "Cleo Marsh",
            Deed.WARN,
            "rude",
            "You called somebody an idiot and “old man” because he asked about a hole in the road. "
            "We hid your answer. Say that you disagree, not what somebody is.",
            hides_post=True,
        ),
        appealed=Appealed(
            "It was meant as a joke. Everybody there knows me.",
            "Gareth Bell",
            "upheld",
            "Somebody who reads it cannot see that it is a joke, and the person it was about did "
            "not laugh. The answer stays hidden. A warning ends nothing: you can write as before.",
        ),
    ),
    Reported(
        "Boiler dead since last night, and there is a baby in the flat",
        2,
        "",
        30,
        "wrong",
        "It is not true that the boilers are cheap. My brother fits them.",
        decided=Decided(
            "Gareth Bell",
            Deed.DISMISS,
            NO_RULE,
            "It is an opinion about the council, and people may have it here. It names nobody and "
            "does no harm, so it keeps the rules.",
        ),
    ),
    Reported(
        GUTTERS,
        0,
        "Lena Vogel",
        9,
        SPAM,
        "This is not a question.",
        decided=Decided(
            "Cleo Marsh",
            Deed.SUSPEND,
            SPAM,
            "You advertised your own work as a question, after a warning, and offered to take "
            "rubbish away “no questions asked”. You cannot write here for some weeks.",
            hides_post=True,
            days=60,
        ),
        appealed=Appealed("I have to live from something. A month would be enough."),
    ),
    Reported(
        "Is the Fenside playground open while they mend the fence?",
        1,
        "Mina Farouk",
        20,
        "wrong",
        "The Mill Street side was shut when we came this morning.",
        claimed_by="Gareth Bell",
    ),
    Reported(
        "Can I swap my council flat with somebody in another town?",
        1,
        "",
        12,
        "wrong",
        "Four months is not normal, we waited for over a year.",
    ),
    Reported(
        "My brown bin was not emptied twice in a row",
        1,
        "Derek Sowerby",
        60,
        "other",
        "She writes as if everybody had paid for the year.",
    ),
)
