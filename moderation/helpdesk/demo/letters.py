"""What people of the demo borough wrote to the desk in private. All of it is invented."""

from moderation.helpdesk.demo.shapes import Letter, Step

LETTERS = (
    Letter(
        "64 11:15",
        "council-tax",
        "personal_data_request",
        "What do you keep about me?",
        "Send me everything that you hold about me at my old and my new address, on paper.",
        "Robin Vane",
        "robin.vane@example.org",
        (
            Step(20, "Sunita Rao", "claim"),
            Step(
                2,
                "Sunita Rao",
                "answer_privately",
                "We have your request. It takes up to a month. The papers come to your new "
                "address, after we have seen something with your name on it: you can show it at "
                "any library. Ask for me, Sunita.",
            ),
            Step(300, "", "solved"),
        ),
    ),
    Letter(
        "33w 09:10",
        "care",
        "safety_concern",
        "I am worried about the lady next door",
        "She has lost a lot of weight and a man I do not know opens the door now. She used to "
        "come out every morning to feed the birds.",
        "A neighbour",
        "quiet.neighbour@example.org",
        (
            Step(0.2, "Nell Dacre", "weigh", code="high"),
            Step(0.2, "Nell Dacre", "claim"),
            Step(0.5, "Nell Dacre", "note", "Visit agreed for this afternoon, with the warden."),
            Step(
                4,
                "Nell Dacre",
                "answer_privately",
                "Thank you for writing. Somebody has been there today. I may not tell you more, "
                "but you did the right thing. If you see something that frightens you, ring 999.",
            ),
        ),
    ),
    Letter(
        "27 15:35",
        "schools",
        "complaint",
        "Nobody rings back about my son’s bus pass",
        "Three calls in two weeks. Each time somebody promised to ring before five.",
        "Elsie Marr",
        "elsie.marr@example.org",
        (
            Step(70, "Mara Stone", "claim"),
            Step(
                4,
                "Mara Stone",
                "answer_privately",
                "You were promised three calls and got none. I am sorry. The pass is printed and "
                "lies at the desk of Ashmere Library under your son’s name. I have read the notes: "
                "the calls were written into a calendar that nobody opens. That calendar is gone.",
            ),
            Step(30, "", "not_solved"),
            Step(0.1, "", "reply", "The pass is there, but it is for the wrong zone."),
        ),
    ),
    Letter(
        "24 10:00",
        "housing",
        "member_enquiry",
        "Lift at Tannery Court, for several families I represent",
        "Four families have written to me about the lift. Could you tell me when it was last "
        "inspected, and what they should do when it stops?",
        "Councillor Imogen Fell",
        "imogen.fell@councillors.ashmere.example",
        (
            Step(5, "Hamish Orr", "claim"),
            Step(3, "Hamish Orr", "third", "The lift company sends us its log this week."),
            Step(
                40,
                "Hamish Orr",
                "answer_privately",
                "It was inspected nine weeks ago; the log is attached to the notice in the hall. "
                "When it stops, press the yellow button for three seconds: it rings day and night "
                "in the control room, and somebody comes within the hour.",
            ),
            Step(20, "", "solved"),
        ),
    ),
    Letter(
        "18 13:20",
        "streets",
        "information_request",
        "How much does the borough spend on salting roads?",
        "For the last five winters, by month if you have it.",
        "Alec Thwaite",
        "alec.thwaite@example.org",
        (
            Step(9, "Mara Stone", "claim"),
            Step(
                3,
                "Mara Stone",
                "ask",
                "Do you mean the salt alone, or the drivers and lorries as well? We have both.",
            ),
        ),
    ),
    Letter(
        "16 16:05",
        "parking",
        "question",
        "One sign of our number plate is wrong on the permit",
        "It says 0 where the plate has an O. The wardens go by what the permit says.",
        "Jana Marlow",
        "jana.marlow@example.org",
        (
            Step(3, "Dev Patel", "claim"),
            Step(
                60,
                "Dev Patel",
                "answer_privately",
                "It is put right, and was never wrong in the list the wardens look at. You need "
                "not change the paper.",
            ),
        ),
    ),
    Letter(
        "16 16:40",
        "parking",
        "question",
        "Same question as my wife’s",
        "My wife has just written to you about our permit. This is about the same one.",
        "Piet Marlow",
        "piet.marlow@example.org",
        (Step(6, "Dev Patel", "claim"),),
    ),
    Letter(
        "13 12:00",
        "parking",
        "question",
        "Permit for a hired car while mine is being mended",
        "The garage needs three weeks. The hired car has another number every few days.",
        "",
        "ada@ashmere.example",
        (
            Step(3, "Dev Patel", "claim"),
            Step(
                2,
                "Dev Patel",
                "answer_privately",
                "We have put a note on your permit: for three weeks the wardens look for your "
                "name, not for a number. Lay the hire contract behind the windscreen.",
            ),
            Step(3, "Ada Okafor", "solved"),
        ),
        by="Ada Okafor",
    ),
    Letter(
        "11 08:50",
        "waste",
        "fault",
        "Lid of my brown bin is torn off",
        "It was whole when I put it out on Tuesday.",
        "Jo Castle",
        "jo.castle@example.org",
        (Step(9, "", "withdraw", code="not_needed"),),
    ),
    Letter(
        "7 14:25",
        "housing",
        "legal_notice",
        "Notice of disrepair, 9 Weavers’ Yard",
        "Formal notice on behalf of the tenant. A schedule of the defects follows by post.",
        "Hale and Sons",
        "office@haleandsons.example.org",
        (Step(2, "Hamish Orr", "weigh", code="high"), Step(1, "Hamish Orr", "claim")),
    ),
    Letter(
        "5h",
        "council-tax",
        "question",
        "I cannot pay the next instalment",
        "My hours were cut. Can I pay half now and half next month?",
        "Tess Lorimer",
        "tess.lorimer@example.org",
    ),
    Letter(
        "2h",
        "parking",
        "question",
        "Blue Badge has not come",
        "I sent my form three weeks ago and have heard nothing. I need it to see my doctor.",
        "Bill Ansty",
        "bill.ansty@example.org",
    ),
)
