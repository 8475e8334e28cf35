"""The ideas of the demo borough and who supports them. All of it is invented."""

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
)

PLANS = (
    Plan(
        "libraries",
        52,
        31,
        "Keep Millbrook Library open until 8 pm on Thursdays",
        "People who work until six can never get to Millbrook. One late evening a week would be "
        "enough to borrow a book, print a form or ask for help with one.\n\n"
        "**Who it helps:** shift workers, parents, students without a desk at home.\n\n"
        "**What it might cost:** two members of staff for three hours a week.",
        Stage.IN_REVIEW,
        summary="We are counting visitors for four weeks and asking staff about late shifts.",
        details="Two libraries nearby tried a late evening. One kept it. We publish what we learn "
        "from both, with the costs, before we decide.",
        department="Libraries",
    ),
    Plan(
        "libraries",
        6,
        14,
        "A water fountain by the Fenside playground",
        "The nearest tap is in the café, and the café shuts at three. On hot days the children "
        "walk home thirsty.",
        early=0.4,
    ),
    Plan(
        "bins",
        9,
        18,
        "Text me the evening before bin day",
        "The calendar changes at every bank holiday and I still get it wrong. A text would do.",
        early=0.5,
    ),
    Plan(
        "streets",
        58,
        34,
        "Benches every 200 metres up Quarry Hill",
        "It is the only way to the surgery on foot, and it is steep.",
        Stage.PLANNED,
        summary="Yes: six benches go up before the end of May.",
        details="They have backs and arms, so that one can get up again. The places are on the "
        "plan in the library.",
        department="Streets",
        early=2.0,
    ),
    Plan(
        "parking",
        41,
        12,
        "Free parking on Sunday mornings",
        "So that people can use the market and the swimming pool without watching the clock.",
        Stage.DECLINED,
        "other_plans",
        "We keep the charge: the spaces are for visitors who stay an hour, and they are full.",
        "We tried two free Sundays in autumn. Nine of ten spaces were taken by eight and stayed "
        "taken until one.",
        "Parking",
    ),
    Plan(
        "streets",
        57,
        22,
        "A crossing by the primary school in Mill Lane",
        "Two hundred children cross here, and cars come round the bend.",
        Stage.DELIVERED,
        "done",
        "The crossing is open since Monday, with lights and a lower kerb.",
        "The patrol stays until summer, so that everybody gets used to it.",
        "Streets",
        early=2.0,
    ),
    Plan(
        "bulky",
        44,
        17,
        "A shelf for things that still work at the recycling centre",
        "Half of what is thrown away could be used by somebody else.",
        Stage.IN_PROGRESS,
        summary="Work has begun: the shelf opens with the new entrance, in about four weeks.",
        department="Waste",
    ),
    Plan(
        "schools",
        33,
        9,
        "Let families book the sports hall for birthdays",
        "It stands empty on Sundays, and a birthday in a flat is loud for the neighbours.",
        Stage.ALREADY_DONE,
        "exists_already",
        "You can: call the sports office, it costs 18 pounds an hour on Sundays.",
        department="Schools",
    ),
    Plan(
        "streets",
        29,
        11,
        "More trains to the city after ten in the evening",
        "Whoever works late in the city has to take a taxi home.",
        Stage.OUT_OF_SCOPE,
        "not_ours",
        "The railway decides this, not the council. We have sent your idea to its users’ panel.",
        department="Transport",
    ),
    Plan(
        "libraries",
        24,
        7,
        "Longer hours in all libraries",
        "Not only Millbrook: all of them shut before people come home.",
        Stage.MERGED,
        "duplicate",
        "It goes on together with “Keep Millbrook Library open until 8 pm on Thursdays”.",
    ),
    Plan(
        "council-tax",
        21,
        3,
        "Pay Council Tax on the day of one’s choice",
        "My wages come on the 28th and the bill on the 25th.",
        Stage.WITHDRAWN,
    ),
    Plan(
        "streets",
        3,
        9,
        "Leave the grass long under the plane trees until July",
        "Bees like it, and mowing less costs less.",
        early=0.5,
    ),
    Plan(
        "parking",
        12,
        26,
        "Places for cargo bikes at the market",
        "They stand on the pavement now because there is nowhere else, and prams cannot get by.",
        early=0.6,
    ),
    Plan(
        "bins",
        18,
        8,
        "Smaller bins for people who live alone",
        "Mine is never half full, and it takes up the whole hall.",
    ),
    Plan(
        "libraries",
        15,
        6,
        "Lend tools at the library",
        "A drill is used for twelve minutes in its life. One for each street would do.",
    ),
    Plan(
        "housing",
        27,
        13,
        "A noticeboard in every stairwell",
        "Not everybody reads mails, and the lift is where one meets.",
        Stage.IN_REVIEW,
        summary="We are asking the caretakers what it would take.",
        department="Housing",
    ),
    Plan(
        "schools",
        2,
        5,
        "A walking bus from Fenside to the primary school",
        "Two grown-ups and a rope instead of twenty cars. I would take Tuesdays.",
        early=0.3,
    ),
    Plan(
        "streets",
        10,
        4,
        "A sign at the canal that says how deep it is",
        "In summer children jump from the bridge, and there are stones.",
    ),
    Plan(
        "council-tax",
        36,
        5,
        "Bills in large print without asking each year",
        "My mother asks every March, and every April the small one comes.",
        Stage.PLANNED,
        summary="Yes: from this April you ask once, and it stays so.",
        department="Customer team",
    ),
    Plan(
        "bulky",
        5,
        2,
        "One collection day for old paint",
        "It may not go in the bin, and the recycling centre is far without a car.",
    ),
    Plan(
        "parking",
        38,
        10,
        "A cheaper permit for carers",
        "Whoever looks after a parent three times a week pays as much as a visitor.",
        Stage.DECLINED,
        "not_allowed",
        "The law does not let us ask why somebody parks. The carers’ card gives it back instead.",
        "With the card the fee is paid back within a month. The desk at the library has the form.",
        "Parking",
    ),
    Plan(
        "libraries",
        1,
        3,
        "Story hour in more languages",
        "Ours speak four at home. Parents would read if somebody asked them.",
        early=0.3,
    ),
    Plan(
        "housing",
        7,
        6,
        "A place to dry clothes on the roof of Tannery Court",
        "Drying inside makes the walls wet. The roof has railings already.",
    ),
    Plan(
        "streets",
        1.5,
        0,
        "Paint the underpass with the youth club",
        "It is dark and it smells. The young people have drawings ready.",
        "held",
    ),
    Plan(
        "bins",
        0.5,
        0,
        "A bin for dog mess at the north gate of the park",
        "There is one at the south gate, and it works.",
        "held",
    ),
)
