"""What the demo borough asked about roads, buses and parking. All of it is invented."""

from forum.home.demo.talk import Reply, Talk

ROADS = (
    Talk(
        "parking",
        "Sam Whitlock",
        "118 12:30",
        "Charging an electric car from a terraced house: is a cable over the pavement allowed?",
        "I have no drive. The dealer says everybody lays a rubber mat over the cable. I do not "
        "want anybody to trip on it.",
        (
            Reply(
                "Ben Hallam",
                6,
                "A mat is not allowed, a **gully** is: a covered channel that the council cuts "
                "into the pavement. It cost me 240 pounds and took seven weeks. You ask for a "
                "*pavement channel licence*, and the electrician has to be on their list.\n\n"
                "Until then: the six posts in the Canal Street car park cost less after eight in "
                "the evening.",
                ("Sam Whitlock", "Victor Amaral"),
                (("Sam Whitlock", "Asked for it today. The list of electricians was useful."),),
                ("Joyce Adeyemi", "Ada Okafor"),
            ),
        ),
        0,
        (),
        ("electric-car",),
        ("Joyce Adeyemi",),
    ),
    Talk(
        "blue-badges",
        "Ada Okafor",
        "75 14:05",
        "Blue Badge renewal: must my mother send her birth certificate again?",
        "She sent it three years ago and it came back crumpled. She is 84 and it is her only one.",
        (
            Reply(
                "Joyce Adeyemi",
                1.5,
                "No. For a renewal the number of the old badge is enough, with a new photo and "
                "something with her address from the last three months. If the form insists, "
                "choose “I have had a badge before” on page one, and the question goes away.",
                ("Ada Okafor", "Rukhsana Mir"),
                liked_by=("Ben Hallam", "Nora Finch"),
                confirmed_by="Dev Patel",
            ),
        ),
        0,
        ("Rukhsana Mir",),
        ("blue-badge",),
    ),
    Talk(
        "transport",
        "Nora Finch",
        "66 09:40",
        "Dropped kerb on Mill Lane: who decides, and what does it cost?",
        "My neighbour uses a scooter and has to go 200 metres to the next place where the kerb "
        "is low.",
        (
            Reply(
                "Ben Hallam",
                8,
                "For the *public* crossing you pay nothing: ask Highways for an access request "
                "and name somebody who needs it. Ours took from February to June. Only a kerb for "
                "your own drive costs money.",
                ("Nora Finch",),
                liked_by=("Joyce Adeyemi",),
            ),
        ),
        0,
        ("Lena Vogel",),
        ("access",),
    ),
    Talk(
        "streets",
        "Derek Sowerby",
        "52 17:20",
        "The hole at the bottom of Tanner’s Row has eaten two of my tyres",
        "Reported in writing, by phone and at the desk. Somebody came, sprayed a yellow ring "
        "round it, and left. Is the paint supposed to hold my car up?",
        (
            Reply(
                "Tomasz Zielak",
                2,
                "The ring means it is measured: deeper than four centimetres they have to fill it "
                "in seven days. The date is on the road, in small numbers beside the ring.",
                ("Nora Finch",),
                (
                    ("Derek Sowerby", "The date says three weeks ago."),
                    ("Tomasz Zielak", "Then they are late, and you can say so."),
                ),
                ("Joyce Adeyemi",),
            ),
            Reply(
                "Ben Hallam",
                5,
                "For the tyres: keep both receipts and take a photo with a ruler in the hole. "
                "Claims go to Highways within 28 days. I got 85 of 110 pounds back.",
                ("Derek Sowerby", "Sam Whitlock"),
                (("Sam Whitlock", "How long did the money take?"), ("Ben Hallam", "Nine weeks.")),
                ("Nora Finch", "Ada Okafor"),
            ),
            Reply(
                "Hetty Long",
                22,
                "The 14 bus now goes round it on the wrong side. I saw a girl on a bike jump off.",
                (),
                (("Owen Pritchard", "My grandson. He is fine, the bike is not."),),
            ),
            Reply(
                "Max Thorne",
                30,
                "Only an idiot drives into the same hole twice. Learn to drive, old man.",
                (),
                (("Joyce Adeyemi", "That helps nobody, Max. Leave it."),),
            ),
            Reply(
                "Owen Pritchard",
                71,
                "Today they put a cone in it. The cone is already in the hedge.",
                ("Hetty Long",),
            ),
            Reply(
                "Lena Vogel",
                120,
                "The water company was here this morning with a plan of the pipe. I asked: they "
                "say that the road sinks because a pipe under it leaks, and that filling it again "
                "is useless before that is mended.",
                ("Derek Sowerby", "Nora Finch"),
                (("Derek Sowerby", "First sensible word in a month. Thank you, Lena."),),
                ("Ben Hallam",),
            ),
        ),
        None,
        ("Owen Pritchard", "Hetty Long", "Nora Finch", "Lena Vogel", "Sam Whitlock"),
        ("pothole",),
        ("Ben Hallam", "Joyce Adeyemi"),
    ),
    Talk(
        "parking",
        "Tomasz Zielak",
        "40 18:55",
        "Fined in a bay on Station Road that has no sign",
        "The post is there, the plate is gone. The photo of the warden shows only my car.",
        (
            Reply(
                "Ben Hallam",
                3,
                "Challenge it within 14 days, then it stays at half price even if you lose. Send "
                "a photo that shows the post **and** the bay in one picture. Mine was cancelled "
                "in eight days with one sentence: *“No plate, so no offence.”*",
                ("Tomasz Zielak", "Iqbal Chaudhry"),
                (("Tomasz Zielak", "Cancelled today. And they are putting the plate back."),),
                ("Joyce Adeyemi",),
            ),
        ),
        0,
        ("Iqbal Chaudhry",),
        ("fine",),
    ),
    Talk(
        "transport",
        "Grace Tembo",
        "38 08:35",
        "The 14 leaves two minutes before school ends",
        "Every day thirty children see the back of it and wait 28 minutes in the rain. Who can "
        "move it by five minutes?",
        (
            Reply(
                "Hetty Long",
                7,
                "The driver says he knows, and that the times come from head office.",
            ),
        ),
        None,
        ("Victor Amaral", "Owen Pritchard", "Rukhsana Mir"),
        ("bus",),
    ),
    Talk(
        "parking",
        "Zofia Krol",
        "3 19:05",
        "Gdzie zapłacić mandat za parkowanie? (Where do I pay a parking fine?)",
        "Przepraszam, dopiero się uczę angielskiego. Na bilecie jest numer telefonu, ale nikt nie "
        "mówi po polsku.\n\nSorry, my English is small. On the ticket is only a phone.",
        (
            Reply(
                "Tomasz Zielak",
                1.2,
                "Na stronie miasta, w dziale *Parking*, jest formularz po polsku: wpisz numer z "
                "góry biletu. Przez pierwsze 14 dni płacisz połowę. Jak coś, pisz, pomogę.\n\n"
                "*For everybody else: the form under Parking has a button for other languages, "
                "and for 14 days it costs half.*",
                ("Zofia Krol",),
                (("Zofia Krol", "Dziękuję bardzo. Zapłacone. It works."),),
                ("Ada Okafor",),
            ),
        ),
        0,
        (),
        ("fine", "languages"),
    ),
)
