"""What the demo borough asked about school, care and free time. All of it is invented."""

from forum.home.demo.talk import Reply, Talk

FAMILIES = (
    Talk(
        "libraries",
        "Owen Pritchard",
        "131 10:25",
        "How long is the list for an allotment at Fenside?",
        "I only need half a plot. I can dig, and I have a shed that needs a garden.",
        (
            Reply(
                "Ben Hallam",
                9,
                "Two years for a whole plot, **four months** for a half, because so few ask. Put "
                "your name on both lists, it is the same form. Water is on from April to October.",
                ("Owen Pritchard", "Lena Vogel"),
                (("Owen Pritchard", "Half a plot it is. Courgettes for everybody next year."),),
                ("Joyce Adeyemi", "Ada Okafor"),
            ),
        ),
        0,
        ("Lena Vogel",),
        ("allotment",),
    ),
    Talk(
        "libraries",
        "Hetty Long",
        "95 13:40",
        "Books for somebody who cannot leave the house",
        "My sister broke her hip and has read everything she owns, twice.",
        (
            Reply(
                "Nora Finch",
                2,
                "Home Library: a volunteer brings up to ten books every three weeks, large print "
                "and talking books too. Ring 01632 960147 and say what she likes. Mine got so "
                "good at it that my mother stopped choosing.",
                ("Hetty Long",),
                (("Hetty Long", "They brought eight crime novels. She is in heaven."),),
                ("Ben Hallam",),
                confirmed_by="Mara Stone",
            ),
        ),
        0,
        (),
        ("home-library",),
    ),
    Talk(
        "care",
        "Lena Vogel",
        "70 22:20",
        "I look after my father and I am tired. What is a carer’s assessment?",
        "I do his shopping, his pills and his nights. A nurse said I should “ask for an "
        "assessment”. Will they judge how I do it?",
        (
            Reply(
                "Joyce Adeyemi",
                10,
                "They do not judge you at all, it is about **you**: how much you sleep, whether "
                "you can work, what would give you a break. An hour at your kitchen table.\n\n"
                "- Ring 01632 960148, ask for a *carer’s assessment*\n"
                "- Write down one bad day and one good day before they come\n"
                "- Ask for the sitting service: four hours a week, and you choose which\n\n"
                "I waited five weeks. I should have done it two years earlier.",
                ("Lena Vogel", "Ada Okafor", "Grace Tembo"),
                (
                    ("Lena Vogel", "I cried a little when I read this. I will ring tomorrow."),
                    ("Grace Tembo", "Carers’ café, first Thursday, Millbrook House. Good cake."),
                    ("Lena Vogel", "I went. It *is* good cake."),
                ),
                ("Ben Hallam", "Nora Finch", "Ada Okafor"),
                confirmed_by="Nell Dacre",
            ),
            Reply(
                "Iqbal Chaudhry",
                16,
                "And tell your surgery that you are a carer. They give you the flu jab and the "
                "late appointments.",
                ("Lena Vogel",),
            ),
        ),
        0,
        ("Ada Okafor", "Grace Tembo"),
        ("carers",),
        ("Ben Hallam",),
    ),
    Talk(
        "schools",
        "Grace Tembo",
        "58 20:50",
        "Free school meals: what happens in the holidays?",
        "At school it just works. I do not know what to do for the six weeks.",
        (
            Reply(
                "Rukhsana Mir",
                1,
                "Vouchers come by e-mail in the last week of term, for each child and week. Look "
                "in the spam folder. The holiday club at Fenside gives lunch as well, and the "
                "places are free with the same letter.",
                ("Grace Tembo", "Bronwen Rees"),
                (("Grace Tembo", "It *was* in the spam folder."),),
                ("Ben Hallam", "Joyce Adeyemi"),
                confirmed_by="Mara Stone",
            ),
        ),
        0,
        ("Victor Amaral",),
        ("school-meals",),
    ),
    Talk(
        "leisure",
        "Iqbal Chaudhry",
        "44 21:25",
        "Swimming lessons for a grown-up who is afraid of water",
        "I am 51 and have never put my face under. My daughter swims like a fish and wants me in "
        "there with her. I feel silly asking.",
        (
            Reply(
                "Lena Vogel",
                9,
                "Not silly at all. Tuesdays at half past eight in the evening, the small pool, "
                "never more than six people, and the teacher gets in with you. Four of us could "
                "not swim in autumn. Two of us now do lengths.",
                ("Iqbal Chaudhry", "Ada Okafor"),
                (
                    ("Iqbal Chaudhry", "Booked for next Tuesday. Wish me luck."),
                    ("Ada Okafor", "I have seen you on the bridge in January, you can do this."),
                    ("Iqbal Chaudhry", "Face under for four seconds. My daughter counted."),
                ),
                ("Ben Hallam", "Joyce Adeyemi", "Nora Finch"),
            ),
        ),
        0,
        (),
        ("swimming",),
    ),
    Talk(
        "libraries",
        "Hetty Long",
        "36 16:30",
        "The park toilets are locked at four",
        "With the new playground everybody stays until six. We buy a coffee that we do not want.",
        (
            Reply(
                "Sam Whitlock",
                3,
                "There is a key at the bowls club, ask for the green one.",
                edited="There is a key at the bowls club, ask for the green one. "
                "*Only until seven, and not on Mondays, they tell me.*",
                thanked_by=("Hetty Long",),
            ),
            Reply(
                "Mara Stone",
                22,
                "You are right, the hours were set before the playground was built. From Monday "
                "they close at dusk, and at eight in the evening from May to August.",
                ("Hetty Long", "Bronwen Rees", "Rukhsana Mir"),
                official=True,
            ),
        ),
        1,
        ("Bronwen Rees", "Rukhsana Mir"),
        ("parks",),
    ),
    Talk(
        "care",
        "Sam Whitlock",
        "32 12:10",
        "A grab rail by the bath, before somebody falls",
        "My brother is unsteady since his stroke. We would pay for it, but the wall is council.",
        (
            Reply(
                "Owen Pritchard",
                3,
                "Small things under a thousand pounds are free and need no assessment, as far as "
                "I know.",
                ("Sam Whitlock",),
            ),
        ),
        None,
        (),
        ("aids",),
    ),
    Talk(
        "schools",
        "Mina Farouk",
        "22 19:50",
        "Is there help with the cost of a school uniform?",
        "Two children at two schools, and both blazers have to come from one shop.",
        (
            Reply(
                "Max Thorne",
                1,
                "Buy it used like everybody else.",
                removed=True,
            ),
            Reply(
                "Rukhsana Mir",
                2,
                "Yes: 60 pounds for each child once a year, if you get free school meals. And the "
                "swap rail in Fenside Library has blazers of both schools, washed, for nothing. "
                "Saturdays before noon.",
                ("Mina Farouk", "Bronwen Rees"),
                liked_by=("Joyce Adeyemi",),
            ),
        ),
        1,
        ("Bronwen Rees",),
        ("uniform",),
    ),
)
