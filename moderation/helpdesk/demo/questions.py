"""Questions of the demo borough that became tickets, and how the desk went on. All invented."""

from moderation.helpdesk.demo.shapes import Question, Step

QUESTIONS = (
    Question(
        "Single person discount stopped and nobody wrote to me",
        "Derek Sowerby",
        29,
        (
            Step(2, "Sunita Rao", "claim"),
            Step(0.5, "Sunita Rao", "note", "The green letter went to number 14, he is at 41."),
            Step(
                3,
                "Sunita Rao",
                "answer",
                "Mr Sowerby, this was our mistake. The review letter had two digits of your house "
                "number the wrong way round, so you never got it.\n\nThe discount is back from the "
                "day it stopped. A corrected bill is in the post today, on paper, and the 62 "
                "pounds you paid too much come off the next instalment. If you would rather talk: "
                "I am Sunita, 01632 960144, until half past five.",
            ),
            Step(20, "Derek Sowerby", "accept"),
        ),
        "I live alone and always have. Somebody should read my letter of March.",
    ),
    Question(
        "Boiler dead since last night, and there is a baby in the flat",
        "Hamish Orr",
        2.5,
        (
            Step(0.3, "Hamish Orr", "claim"),
            Step(
                0.5,
                "Hamish Orr",
                "answer",
                "I am sorry: with a baby at home this should have been the same day from the "
                "start. An engineer is on the way and brings two heaters in case the part has to "
                "be ordered.\n\nWe have changed the questions on the night line: “Is there a child "
                "under one?” now comes first.",
            ),
            Step(9, "Bronwen Rees", "accept"),
        ),
        weight=("high", "high"),
    ),
    Question(
        "The mould is back six weeks after they washed it off",
        "Hetty Long",
        52,
        (
            Step(4, "Hamish Orr", "claim"),
            Step(
                6,
                "Hamish Orr",
                "answer",
                "Keep the room above 18 degrees and air it for ten minutes twice a day. We "
                "can wash the wall again in three weeks.",
            ),
            Step(21, "Hetty Long", "reject"),
            Step(5, "Hamish Orr", "note", "She is right, look at the photo: it follows the rain."),
            Step(
                2,
                "Hamish Orr",
                "write",
                "You are right, and I answered too quickly. A roofer looks at the gutter and the "
                "outside wall next week, and rings you the day before.",
            ),
        ),
    ),
    Question(
        "Damp in the bedroom: who comes, and how soon?",
        "",
        40,
        (
            Step(3, "Hamish Orr", "claim"),
            Step(
                1,
                "Hamish Orr",
                "ask",
                "Can you tell us whether the wall is an outside wall, and send a photo with the "
                "window in it? Then we know whom to send.",
            ),
        ),
    ),
    Question(
        "The hole at the bottom of Tanner’s Row has eaten two of my tyres",
        "Mara Stone",
        76,
        (
            Step(60, "Mara Stone", "claim"),
            Step(
                90,
                "Mara Stone",
                "third",
                "The pipe under the road leaks. The water company digs first, then we lay the "
                "road anew. They have given us no day yet; we ask every Monday and say so here.",
            ),
        ),
        weight=("high", "medium"),
    ),
    Question(
        "The 14 leaves two minutes before school ends",
        "Grace Tembo",
        50,
        (
            Step(5, "Mara Stone", "claim"),
            Step(
                26,
                "Mara Stone",
                "close",
                "The times belong to the bus company, not to us. We have sent them your words and "
                "the number of children: Vale Buses, times@valebuses.example.org. They change "
                "times twice a year, at Easter and in September. The school may open its gate five "
                "minutes earlier on wet days until then.",
                "cannot",
            ),
        ),
        "Thirty children, every day.",
    ),
    Question(
        "Rats by the bin store at Tannery Court",
        "Bronwen Rees",
        26,
        (
            Step(1, "Wanda Brook", "weigh", code="high"),
            Step(0.1, "Wanda Brook", "claim"),
            Step(
                4,
                "Wanda Brook",
                "answer",
                "Pest control laid boxes this afternoon and comes every Tuesday until nothing is "
                "eaten for two weeks. The latch is mended too. No bread for the pigeons: we "
                "have put a sign up, in four languages.",
            ),
            Step(70, "Bronwen Rees", "accept"),
        ),
    ),
    Question(
        "Blue bins in Fenside missed three times running",
        "",
        30,
        (
            Step(6, "Wanda Brook", "claim"),
            Step(
                30,
                "Wanda Brook",
                "answer",
                "You are right and the calendar was not: the driver ticks a whole round, not each "
                "street. A small lorry comes for Chapel Close and Reed Street on Thursday, and "
                "from now on every time until the skip is gone. If yours is missed again, write "
                "here and I send them back the same day.",
            ),
        ),
    ),
    Question(
        "A mattress and a fridge dumped behind the community shop",
        "Nora Finch",
        26,
        (Step(40, "Nora Finch", "withdraw", code="solved_by_peer"),),
    ),
    Question(
        "A grab rail by the bath, before somebody falls",
        "Sam Whitlock",
        28,
        (
            Step(3, "Nell Dacre", "claim"),
            Step(
                3,
                "Nell Dacre",
                "answer",
                "Owen is right: rails are free and need no assessment, in council homes and in "
                "others. A fitter comes within seven working days and brings two lengths, so that "
                "your brother can try them. You need not pay anything.",
            ),
            Step(4, "Sam Whitlock", "accept"),
        ),
    ),
    Question(
        "Street light outside 14 Heron Lane is out again",
        "Nora Finch",
        44,
        (
            Step(8, "Mara Stone", "claim"),
            Step(
                2,
                "Mara Stone",
                "write",
                "The fault is in the cable, not in the lamp. We are digging as soon as the gas "
                "company has marked its pipe, this week or early next.",
            ),
        ),
        "It is the third time this year.",
    ),
    Question(
        "The pavement on Quarry Hill is blocked by scaffolding",
        "Tomasz Zielak",
        7,
        reason="A neighbour in a wheelchair uses the road.",
    ),
)

IDEA = ("Light for the steps down to the canal", "Pia Lind", 50)
"""An idea that is really a fault, so many hours after it was put forward."""
