"""What the demo borough asked about Council Tax, benefits and homes. All of it is invented."""

from forum.home.demo.talk import Reply, Talk

HOMES = (
    Talk(
        "housing",
        "Victor Amaral",
        "152 20:10",
        "How long is the wait for a two-bedroom flat on the ground floor?",
        "We are on the register since spring, band B. My wife cannot do stairs any more after her "
        "operation. The page says “waiting times vary”, which tells me nothing.\n\n"
        "Has anybody got one lately, and how long did it take?",
        (
            Reply(
                "Nora Finch",
                13,
                "Fourteen months for us, band B, two bedrooms in Fenside. It moved quickly once "
                "the *occupational therapist* had written that stairs are not possible: ask for "
                "that letter, it puts you on the list for adapted homes as well.",
                ("Victor Amaral",),
                (
                    ("Victor Amaral", "Who sends the therapist? The surgery or the council?"),
                    ("Nora Finch", "The council. You ask Adult care, 01632 960148."),
                ),
                ("Ben Hallam", "Joyce Adeyemi"),
                confirmed_by="Hamish Orr",
            ),
            Reply(
                "Hamish Orr",
                40,
                "Nora is right about the letter. For two bedrooms on the ground floor in band B "
                "the last twelve families waited between nine and nineteen months. Fenside and "
                "Millbrook are quicker than the town centre.",
                ("Victor Amaral", "Iqbal Chaudhry"),
            ),
        ),
        0,
        ("Iqbal Chaudhry",),
        ("register",),
    ),
    Talk(
        "benefits",
        "Iqbal Chaudhry",
        "98 21:30",
        "Housing Benefit asks for payslips that I do not get",
        "I drive for two firms and they pay by the job. There is no payslip, only a page in an "
        "app. The letter says “five weekly payslips or your claim ends”. What do I send?",
        (
            Reply(
                "Rukhsana Mir",
                11,
                "I had the same with cleaning jobs. They take three things together:\n\n"
                "1. your bank statements for the last two months, with those payments marked\n"
                "2. pictures of the page in the app\n"
                "3. a sheet with the hours of each week, signed by you\n\n"
                "Write **“self-employed, no payslips”** on top, or the scanner sends it back.",
                ("Iqbal Chaudhry", "Mina Farouk"),
                (("Iqbal Chaudhry", "Sent on Monday, accepted on Friday. Thank you so much."),),
                ("Ben Hallam", "Nora Finch"),
                confirmed_by="Sunita Rao",
            ),
        ),
        0,
        ("Grace Tembo",),
        ("housing-benefit",),
    ),
    Talk(
        "council-tax",
        "Derek Sowerby",
        "61 10:05",
        "Single person discount stopped and nobody wrote to me",
        "Twenty-two years I have lived alone in the same house and paid on the first of every "
        "month. Now the bill is 31 pounds higher and on the phone a machine tells me to go "
        "online. I do not want to go online. I want somebody to read what I wrote in **March**.",
        (
            Reply(
                "Sam Whitlock",
                4,
                "They check everybody every two years and send a green letter. If it is not "
                "answered in three weeks the discount stops, but it comes back to the day it was "
                "taken away, so you lose nothing. Did a green one come?",
                (),
                (
                    ("Derek Sowerby", "No green letter. I keep every letter in a box."),
                    ("Sam Whitlock", "Then it went wrong with them. Bring it to the council here."),
                ),
            ),
        ),
        None,
        ("Hetty Long", "Owen Pritchard"),
        ("discount", "bill"),
    ),
    Talk(
        "council-tax",
        "Mina Farouk",
        "34 19:15",
        "The bill still names my former partner, who moved out in the summer",
        "He lives in another town now. I told the landlord, but the bill comes in both names and "
        "I am afraid that I pay for two.",
        (
            Reply(
                "Ada Okafor",
                2,
                "You have to say it yourself, the landlord's word does not count. It is called "
                "*change of people in the home*. You need the day he left and his new address, or "
                "“not known”. From that day you get 25 % off as the only adult.",
                ("Mina Farouk",),
                liked_by=("Joyce Adeyemi",),
            ),
            Reply(
                "Sunita Rao",
                20,
                "That is right, and the discount goes back to the day he left. If the form asks "
                "for his signature, leave it empty and write “moved out”. Nobody will chase you "
                "for it.",
                ("Mina Farouk",),
                official=True,
            ),
        ),
        1,
        (),
        ("moving-house", "discount"),
    ),
    Talk(
        "repairs",
        "Bronwen Rees",
        "47w 06:50",
        "Boiler dead since last night, and there is a baby in the flat",
        "Tannery Court, third floor. It shows F28 and does nothing. I rang at ten and "
        "was told “within five working days”. It is nine degrees in the small room and my "
        "daughter is seven weeks old.",
        (
            Reply(
                "Joyce Adeyemi",
                0.6,
                "With a baby it is **not** five days, it is the same day. Ring 01632 960145 again "
                "and say the words “no heating, child under one”. They have to bring heaters too.",
                ("Bronwen Rees", "Hetty Long"),
                (
                    ("Bronwen Rees", "Ringing now. Nobody asked me about the baby last night."),
                    ("Tomasz Zielak", "I am at number 14 and can lend you two oil radiators."),
                    ("Bronwen Rees", "Oh that is kind. Yes, I am home all day."),
                ),
                ("Ben Hallam", "Ada Okafor"),
            ),
            Reply(
                "Derek Sowerby",
                3,
                "Same every winter. They buy the cheapest boilers and then wonder.",
                (),
                (("Tomasz Zielak", "True or not, it does not make her flat warm today, Derek."),),
            ),
        ),
        None,
        ("Hetty Long",),
        ("heating", "urgent"),
        edited="Tannery Court, third floor. It shows F28 and does nothing. I rang at ten "
        "and was told “within five working days”. It is nine degrees in the small room and my "
        "daughter is seven weeks old.\n\n**Edit:** rang again as Joyce says, somebody comes today.",
    ),
    Talk(
        "repairs",
        "Hetty Long",
        "30 17:45",
        "The mould is back six weeks after they washed it off",
        "They came, sprayed, painted, and left. Now the same corner is black again and it has "
        "gone behind the skirting board. I air twice a day as the leaflet says.",
        (
            Reply(
                "Owen Pritchard",
                5,
                "In ours it was the gutter outside, not the airing. Look at the wall after rain: "
                "if it is wet in a line, it comes from above.",
                ("Hetty Long",),
                (("Hetty Long", "There is a line. From the window down to the floor."),),
            ),
        ),
        None,
        ("Grace Tembo", "Bronwen Rees"),
        ("damp",),
    ),
)
