"""Ideas of the demo borough that nobody has decided about yet. All of it is invented."""

from forum.ideas.demo.plans import Plan

OPEN = (
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
        "Light for the steps down to the canal",
        "They are pitch dark since the lamp by the lock went out. A new lamp, or a rail that "
        "shines, before somebody breaks a leg.",
    ),
    Plan(
        "bulky",
        5,
        2,
        "One collection day for old paint",
        "It may not go in the bin, and the recycling centre is far without a car.",
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
