"""What the demo borough asked and answered in the last weeks; all of it is invented."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reply:
    """An answer so many hours after the question, with comments as (who, words)."""

    who: str
    hours: float
    words: str
    thanked_by: tuple[str, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Talk:
    """A question so many days ago; `solved_by` is the place of the accepted answer."""

    topic: str
    who: str
    days: float
    title: str
    words: str
    replies: tuple[Reply, ...] = ()
    solved_by: int | None = None
    me_too: tuple[str, ...] = ()
    tags: tuple[str, ...] = field(default=())


TALKS = (
    Talk(
        "parking",
        "Ada Okafor",
        21,
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
        18,
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
        16,
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
        14,
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
        12,
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
        11,
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
        10,
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
    Talk(
        "housing",
        "Hetty Long",
        9,
        "Damp in the bedroom: who comes, and how soon?",
        "The wall is wet behind the wardrobe and it smells. I rent from the council.",
        (
            Reply(
                "Grace Tembo",
                4,
                "Take photos with the date and report it as a repair. They came to me in a week "
                "and left a machine that dries the air.",
            ),
        ),
        None,
        ("Owen Pritchard",),
        ("repairs",),
    ),
    Talk(
        "parking",
        "Iqbal Chaudhry",
        8,
        "Visitor permits: do they work on match days?",
        "The signs near the ground say something different from the permit.",
        (),
        None,
        ("Tomasz Zielak", "Victor Amaral"),
        ("permit",),
    ),
    Talk(
        "bins",
        "Owen Pritchard",
        7,
        "My brown bin was not emptied twice in a row",
        "Everyone else in the street was collected. It was out by six.",
        (
            Reply(
                "Rukhsana Mir",
                3,
                "Check the tag on the lid. If it is last year's, they leave it. You get the new "
                "one by post when you pay for the year.",
                ("Owen Pritchard",),
            ),
        ),
        0,
        (),
        ("garden-waste",),
    ),
    Talk(
        "council-tax",
        "Rukhsana Mir",
        6,
        "Student discount: my daughter's letter has no date on it",
        "The form asks for a letter with a date. The university says theirs never has one.",
        (),
        None,
        (),
        ("discount",),
    ),
    Talk(
        "schools",
        "Victor Amaral",
        5,
        "When do we hear about places for reception?",
        "We moved here in October and I may have missed something.",
        (
            Reply(
                "Sam Whitlock",
                1,
                "On 16 April by e-mail, if you applied before 15 January. For late ones they "
                "write at the end of May.",
                ("Victor Amaral",),
            ),
        ),
        0,
    ),
    Talk(
        "streets",
        "Tomasz Zielak",
        4,
        "The pavement on Quarry Hill is blocked by scaffolding",
        "A person in a wheelchair has to use the road. There is no sign for another way.",
        (),
        None,
        ("Ada Okafor", "Grace Tembo", "Nora Finch"),
    ),
    Talk(
        "libraries",
        "Hetty Long",
        3,
        "Is the Fenside playground open while they mend the fence?",
        "The gate was tied shut yesterday but children were inside.",
        (Reply("Ada Okafor", 2, "Half of it is open from the Mill Street side until Friday."),),
    ),
    Talk(
        "housing",
        "Nora Finch",
        2,
        "Can I swap my council flat with somebody in another town?",
        "My mother needs help and lives two hours away.",
        (
            Reply(
                "Iqbal Chaudhry",
                7,
                "There is a list for swaps. Both landlords have to say yes. I waited four months.",
                ("Nora Finch",),
            ),
        ),
    ),
    Talk(
        "bins",
        "Sam Whitlock",
        1,
        "Where can I take old paint?",
        "Six half-full tins from the last people who lived here.",
    ),
    Talk(
        "parking",
        "Grace Tembo",
        0.3,
        "Blue badge: can I park on the single line by the clinic?",
        "I am there on Thursday and there is no other place near the door.",
    ),
)
