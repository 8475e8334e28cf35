"""What the demo borough asked about bins, and what did not belong there. All of it is invented."""

from forum.home.demo.talk import Reply, Talk

WASTE = (
    Talk(
        "bins",
        "Lena Vogel",
        "85 16:15",
        "My father cannot push his bins any more. Is there help?",
        "He is 79 and lives alone at the end of a gravel path in Fenside. I come on Sundays, but "
        "the bins go on Tuesday.",
        (
            Reply(
                "Joyce Adeyemi",
                4,
                "Yes, it is called an **assisted collection** and costs nothing. The crew fetches "
                "the bin from where it stands and brings it back. Say where exactly, and whether "
                "there is a gate or a dog. They started eleven days after I asked for my aunt.",
                ("Lena Vogel", "Hetty Long"),
                (("Lena Vogel", "They even close the gate. He is so pleased."),),
                ("Ben Hallam", "Ada Okafor"),
                confirmed_by="Wanda Brook",
            ),
        ),
        0,
        ("Hetty Long",),
        ("help-with-bins",),
    ),
    Talk(
        "bins",
        "Bronwen Rees",
        "28 07:35",
        "Rats by the bin store at Tannery Court",
        "Three this morning, in daylight. The door of the store does not shut, and somebody puts "
        "bread out for the pigeons. My pram stands right beside it.",
        (
            Reply(
                "Tomasz Zielak",
                3,
                "The latch broke when they changed the locks. I have tied it with wire for now, "
                "so twist it back after you.",
                ("Bronwen Rees", "Hetty Long"),
            ),
        ),
        None,
        ("Hetty Long", "Tomasz Zielak", "Mina Farouk"),
        ("pests",),
    ),
    Talk(
        "bins",
        "Rukhsana Mir",
        "20 18:25",
        "Blue bins in Fenside missed three times running",
        "Chapel Close, Reed Street and the lower end of Fenside Road. The crew takes the main "
        "road and does not turn in. The calendar says “collected”.",
        (
            Reply(
                "Sam Whitlock",
                2,
                "Reed Street too. I think it is the skip outside number 9: the lorry cannot turn.",
                ("Rukhsana Mir",),
                (("Rukhsana Mir", "The skip came only last week, though."),),
            ),
            Reply(
                "Grace Tembo",
                19,
                "If yours is full, the recycling centre takes blue-bin things without a booking. "
                "Closed on Wednesdays.",
                ("Sam Whitlock",),
            ),
        ),
        None,
        ("Sam Whitlock", "Grace Tembo", "Victor Amaral", "Nora Finch", "Iqbal Chaudhry"),
        ("missed-collection",),
        ("Joyce Adeyemi",),
    ),
    Talk(
        "bulky",
        "Nora Finch",
        "15 11:50",
        "A mattress and a fridge dumped behind the community shop",
        "They have been there since the weekend and children climb on the fridge.",
        (
            Reply(
                "Owen Pritchard",
                50,
                "Gone since this morning: the shop’s own van took both to Canal Street. They say "
                "next time ring them first, they would rather do it than look at it.",
                ("Nora Finch",),
            ),
        ),
        0,
        ("Hetty Long",),
        ("fly-tipping",),
    ),
    Talk(
        "bins",
        "Mina Farouk",
        "6 20:40",
        "Juice cartons: blue bin or grey?",
        "The sticker says grey, my neighbour says blue.",
        (
            Reply(
                "Joyce Adeyemi",
                0.4,
                "Blue, rinsed, caps on. Joyce again, I asked the very same thing: look for "
                "“Which bin do juice cartons go in now?”, Rukhsana explains the old stickers "
                "there.",
                ("Mina Farouk",),
            ),
        ),
        0,
        (),
        ("recycling",),
    ),
    Talk(
        "bins",
        "Max Thorne",
        "19 23:10",
        "CHEAP GUTTER CLEANING this weekend only, whole borough",
        "Best price guaranteed, cash only. Call Max. Also roofs, drives and rubbish taken away, "
        "no questions asked.",
    ),
    Talk(
        "bulky",
        "Owen Pritchard",
        "43 15:10",
        "Wardrobe to give away, found a taker, nothing to see",
        "It is gone. Sorry, I thought this was the noticeboard.",
        removed=True,
    ),
)
