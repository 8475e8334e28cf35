"""The services and topics of the demo borough of Ashmere."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A service with its topics as (slug, name, summary); it first replies within `reply_days`."""

    slug: str
    name: str
    summary: str
    owner: str
    phone: str
    place: str
    provides: str
    topics: tuple[tuple[str, str, str], ...]
    reply_days: int = 2


SERVICES = (
    Place(
        "parking",
        "Parking and permits",
        "Resident permits, Blue Badges, car parks and fines",
        "Parking team",
        "01632 960141",
        "Ashmere Library, ground floor",
        "- Resident and visitor permits for zones A to F\n"
        "- Blue Badges, new and renewed\n"
        "- The four car parks: Market Place, Canal Street, Station Road and Fenside\n"
        "- Challenges against a penalty charge\n\n"
        "Renewing a permit at the desk takes about ten minutes. Bring your Council Tax bill.",
        (
            ("parking", "Parking and permits", "Permits, fines and car parks"),
            ("blue-badges", "Blue Badges", "Applying, renewing, and where you may park"),
        ),
    ),
    Place(
        "streets",
        "Streets and transport",
        "Roads, pavements, street lights, signs and bus stops",
        "Highways team",
        "01632 960142",
        "Quarry Hill Depot",
        "- Holes in roads and pavements\n- Street lights, signs and road markings\n"
        "- Dropped kerbs and scaffolding licences\n- Bus stops and shelters (not the buses)\n\n"
        "**Something dangerous?** Call 01632 960142 at any hour.",
        (
            ("streets", "Streets and lights", "Lights, holes, trees and signs"),
            ("transport", "Buses, bikes and walking", "Stops, cycle lanes and crossings"),
        ),
    ),
    Place(
        "waste",
        "Waste and recycling",
        "Bins, bulky things and the recycling centre",
        "Waste team",
        "01632 960143",
        "Quarry Hill Depot",
        "- Grey bins one week, blue bins the next\n- Brown bins by subscription\n"
        "- Bulky collections, three things for one price\n"
        "- The recycling centre on Canal Street, every day but Wednesday\n"
        "- Help with bins for people who cannot move them",
        (
            ("bins", "Bins and recycling", "What goes where, and when it is collected"),
            ("bulky", "Bulky waste", "Sofas, fridges and the recycling centre"),
        ),
    ),
    Place(
        "council-tax",
        "Council Tax and benefits",
        "Bills, discounts, Housing Benefit and help with costs",
        "Revenues team",
        "01632 960144",
        "Ashmere Library, first floor",
        "- Bills, direct debits and moving house\n- Discounts and exemptions\n"
        "- Housing Benefit and Council Tax support\n- The hardship fund\n\n"
        "If you cannot pay, talk to us before the date on the bill. We can spread it.",
        (
            ("council-tax", "Council Tax", "Bills, discounts and moving house"),
            ("benefits", "Benefits and hardship", "Housing Benefit, support and one-off help"),
        ),
    ),
    Place(
        "housing",
        "Housing",
        "Council homes: repairs, rent, swaps and finding one",
        "Housing repairs",
        "01632 960145",
        "Tannery Court Office",
        "- Repairs in council homes\n- Rent and service charges\n- The housing register and swaps\n"
        "- Help for people who may lose their home\n\n"
        "**No heating, no water, or a door that does not lock?** Call 01632 960145 day and night.",
        (
            ("housing", "Housing and rent", "Rent, swaps and finding a home"),
            ("repairs", "Repairs", "Damp, heating, locks and leaks"),
        ),
        1,
    ),
    Place(
        "schools",
        "Schools and children",
        "Places, meals, passes and childcare",
        "Schools team",
        "01632 960146",
        "Ashmere Library, first floor",
        "- School places, also in the middle of a year\n- Free school meals\n- Bus passes\n"
        "- Childcare and the holiday clubs\n- Grants for uniforms",
        (("schools", "Schools and childcare", "Places, meals and passes"),),
    ),
    Place(
        "libraries",
        "Libraries, parks and leisure",
        "Three libraries, eleven parks, allotments and the pool",
        "Community team",
        "01632 960147",
        "Ashmere Library",
        "- Ashmere, Millbrook and Fenside libraries\n- Parks, playgrounds and allotments\n"
        "- Ashmere Pool and the sports hall\n- Books brought home to people who cannot come",
        (
            ("libraries", "Libraries and parks", "Books, opening times and green places"),
            ("leisure", "Sport and swimming", "The pool, courses and clubs"),
        ),
    ),
    Place(
        "care",
        "Adult care",
        "Help at home, carers and living safely",
        "Adult care",
        "01632 960148",
        "Millbrook House",
        "- Assessments for people who need help at home\n- Assessments for carers\n"
        "- Grab rails, ramps and alarms\n- Day centres and breaks for carers\n\n"
        "**Worried that somebody is being harmed?** Call 01632 960148 at any hour, or 999.",
        (("care", "Care and carers", "Help at home, aids and a break for carers"),),
        1,
    ),
)

FOLLOWED = (
    ("waste", "Ada Okafor"),
    ("waste", "Rukhsana Mir"),
    ("streets", "Nora Finch"),
    ("council-tax", "Sam Whitlock"),
    ("housing", "Hetty Long"),
)
"""Who hears of whose alerts."""
