"""What the demo borough asked first; most of it was solved. All of it is invented."""

from forum.home.demo.talk import Reply, Talk

SOLVED = (
    Talk(
        "parking",
        "Ada Okafor",
        "21 19:40",
        "Permit renewal says my address does not exist",
        "I have lived at the same flat for nine years. When I renew my permit, the form stops at "
        "the second page and says it cannot find my address.\n\nMy permit runs out on Saturday. "
        "Is there another way to renew?",
        (
            Reply(
                "Ben Hallam",
                3,
                "It happened to my whole block. The form only knows the postal address.\n\n"
                "1. On the first page choose **My address is not listed**, at the very bottom.\n"
                "2. Type the number on your Council Tax bill, not the one on your door.\n"
                "3. Add a photo of the bill. You can cover the amounts.\n\n"
                "Mine was renewed the next morning.",
                ("Ada Okafor", "Joyce Adeyemi"),
                (
                    ("Ada Okafor", "The photo worked from my phone too."),
                    ("Joyce Adeyemi", "For Tanner's Row: our bills say Tannery Row. Use that."),
                ),
            ),
            Reply(
                "Tomasz Zielak",
                9,
                "If the form still refuses, the desk at Ashmere Library can renew it while you "
                "wait. Bring the bill and the old permit.",
            ),
        ),
        0,
        ("Joyce Adeyemi", "Lena Vogel", "Sam Whitlock"),
        ("permit", "online-form"),
    ),
    Talk(
        "bins",
        "Joyce Adeyemi",
        "18 07:55",
        "Which bin do juice cartons go in now?",
        "The leaflet says the blue bin and the sticker on the bin says the grey one.",
        (
            Reply(
                "Rukhsana Mir",
                0.2,
                "Blue, since January. Rinse them and leave the caps on. The stickers are old.",
                ("Joyce Adeyemi",),
            ),
        ),
        0,
        ("Nora Finch",),
        ("recycling",),
    ),
    Talk(
        "schools",
        "Grace Tembo",
        "16 20:30",
        "School bus pass has not come and term starts Monday",
        "I applied in July and paid. The page only says that it is being made.",
        (
            Reply(
                "Owen Pritchard",
                2,
                "The driver lets children on for the first two weeks with the e-mail that says "
                "you applied. Print it or show it on a phone.",
                ("Grace Tembo",),
            ),
        ),
        0,
        ("Hetty Long",),
    ),
    Talk(
        "council-tax",
        "Sam Whitlock",
        "14 13:15",
        "Do I pay Council Tax on a flat I have not moved into yet?",
        "I got the keys on the 1st but the floor is being done and I still live with my brother.",
        (
            Reply(
                "Iqbal Chaudhry",
                5,
                "Yes, from the day the tenancy begins. If it is empty and without furniture you "
                "can ask for a month free. You find it under discounts, empty homes.",
                ("Sam Whitlock",),
            ),
        ),
        0,
        (),
        ("moving-house",),
    ),
    Talk(
        "streets",
        "Nora Finch",
        "12 22:05",
        "Street light outside 14 Heron Lane is out again",
        "It was mended in spring and has been dark for a week. The corner is hard to see.",
        (
            Reply(
                "Ben Hallam",
                6,
                "I reported it too. The number on the post helps them: it is 0417.",
            ),
        ),
        None,
        ("Ben Hallam", "Hetty Long"),
        ("street-light",),
    ),
    Talk(
        "bulky",
        "Victor Amaral",
        "11 18:40",
        "How do I get rid of a sofa without a car?",
        "It is heavy and I live on the third floor.",
        (
            Reply(
                "Lena Vogel",
                1.5,
                "Book a bulky collection: three things for one price. They only take it from the "
                "pavement, but the community shop on Mill Street sends two people if it is "
                "still good.",
                ("Victor Amaral",),
            ),
            Reply("Hetty Long", 20, "The shop took mine the same week and it cost nothing."),
        ),
        0,
    ),
    Talk(
        "libraries",
        "Lena Vogel",
        "10 11:20",
        "Can I print from my phone at Millbrook Library?",
        "I need two pages for a form.",
        (
            Reply(
                "Nora Finch",
                0.5,
                "Yes. Send it to the address on the poster by the printer and type your card "
                "number. Ten pages a week are free.",
                ("Lena Vogel",),
            ),
        ),
        0,
    ),
)
