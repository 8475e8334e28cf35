"""What the demo borough asked lately; some of it still waits. All of it is invented."""

from forum.home.demo.talk import Reply, Talk

LATELY = (
    Talk(
        "repairs",
        "Hetty Long",
        "9 08:20",
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
        "8 12:45",
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
        "7 18:05",
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
        "6 21:10",
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
        "5 09:30",
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
        "4 08:10",
        "The pavement on Quarry Hill is blocked by scaffolding",
        "A person in a wheelchair has to use the road. There is no sign for another way.",
        (),
        None,
        ("Ada Okafor", "Grace Tembo", "Nora Finch"),
    ),
    Talk(
        "libraries",
        "Hetty Long",
        "3 16:20",
        "Is the Fenside playground open while they mend the fence?",
        "The gate was tied shut yesterday but children were inside.",
        (Reply("Ada Okafor", 2, "Half of it is open from the Mill Street side until Friday."),),
    ),
    Talk(
        "housing",
        "Nora Finch",
        "2 20:15",
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
        "26h",
        "Where can I take old paint?",
        "Six half-full tins from the last people who lived here.",
    ),
    Talk(
        "blue-badges",
        "Grace Tembo",
        "7h",
        "Blue badge: can I park on the single line by the clinic?",
        "I am there on Thursday and there is no other place near the door.",
    ),
)
