"""The services and topics of the demo borough of Ashmere."""

from dataclasses import dataclass

HOURS = {
    "zone": "Europe/London",
    "frames": {str(day): [["08:30", "17:30"]] for day in range(5)},
    "holidays": {"country": "GB", "subdivision": "ENG"},
    "closures": {},
}
TWO_DAYS = 2 * 9 * 60
FIVE_DAYS = 5 * 9 * 60
OPENING = "Monday to Friday, 8.30 am to 5.30 pm"


@dataclass(frozen=True)
class Place:
    """A service with its topics as (slug, name, summary)."""

    slug: str
    name: str
    summary: str
    owner: str
    phone: str
    topics: tuple[tuple[str, str, str], ...]


SERVICES = (
    Place(
        "streets",
        "Streets and parking",
        "Permits, fines, car parks, street lights and holes in the road",
        "Parking team",
        "01632 960141",
        (
            ("parking", "Parking and permits", "Permits, fines and car parks"),
            ("streets", "Streets and lights", "Lights, holes, trees and signs"),
        ),
    ),
    Place(
        "waste",
        "Waste and recycling",
        "Bins, bulky things and the recycling centre",
        "Waste team",
        "01632 960142",
        (
            ("bins", "Bins and recycling", "What goes where, and when it is collected"),
            ("bulky", "Bulky waste", "Sofas, fridges and the recycling centre"),
        ),
    ),
    Place(
        "homes",
        "Homes and families",
        "Council Tax, housing, schools, libraries and care",
        "Customer team",
        "01632 960143",
        (
            ("council-tax", "Council Tax", "Bills, discounts and moving house"),
            ("housing", "Housing and rent", "Repairs, rent and finding a home"),
            ("schools", "Schools and childcare", "Places, meals and passes"),
            ("libraries", "Libraries and parks", "Books, opening times and green places"),
        ),
    ),
)
