"""The people of the demo borough; all are invented."""

from sqlalchemy import select

from forum.accounts.emails import email_key
from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.kernel.db import db

PASSWORD = "heron lane bakery"
STAFF = (
    ("Cleo Marsh", Role.MODERATOR, "Community team"),
    ("Gareth Bell", Role.MODERATOR, "Community team"),
    ("Dev Patel", Role.AGENT, "Parking team"),
    ("Wanda Brook", Role.AGENT, "Waste team"),
    ("Sunita Rao", Role.AGENT, "Revenues team"),
    ("Hamish Orr", Role.AGENT, "Housing repairs"),
    ("Nell Dacre", Role.AGENT, "Adult care"),
    ("Pia Lind", Role.POLICY, "Policy team"),
    ("Tunde Ekwall", Role.POLICY, "Transport policy"),
    ("Mara Stone", Role.MANAGER, "Customer team"),
    ("Adam Reed", Role.ADMIN, "Digital team"),
)
CITIZENS = {
    "Ada Okafor": 310,
    "Ben Hallam": 380,
    "Joyce Adeyemi": 410,
    "Tomasz Zielak": 300,
    "Rukhsana Mir": 290,
    "Owen Pritchard": 265,
    "Lena Vogel": 240,
    "Sam Whitlock": 230,
    "Grace Tembo": 225,
    "Iqbal Chaudhry": 215,
    "Nora Finch": 205,
    "Victor Amaral": 200,
    "Hetty Long": 190,
    "Derek Sowerby": 150,
    "Bronwen Rees": 140,
    "Max Thorne": 60,
    "Mina Farouk": 130,
    "Zofia Krol": 4,
}
"""Since how many days they are here."""

ADVOCATE = "Joyce Adeyemi"
WHO_ASKED = "Cleo Marsh"
WHY_ASKED = "You have helped so many neighbours with bins and permits, and with patience."
STAFF_SINCE = 420
SHOWN = (
    ("Citizen", "Ada Okafor"),
    ("Citizen who is new here", "Zofia Krol"),
    ("Citizen who helps a lot", "Ben Hallam"),
    ("Advocate", "Joyce Adeyemi"),
    ("Moderator", "Cleo Marsh"),
    ("Agent", "Dev Patel"),
    ("Policy", "Pia Lind"),
    ("Service manager", "Mara Stone"),
    ("Administrator", "Adam Reed"),
)


def email_of(name: str) -> str:
    return f"{name.split()[0].lower()}@ashmere.example"


def member_called(name: str) -> Member:
    """Somebody of the demo town, who is there by then."""
    mine = Member.email_key == email_key(email_of(name))
    return db.scalars(select(Member).where(mine)).one()


def is_staff(name: str) -> bool:
    return any(name == known for known, _, _ in STAFF)


def log_ins() -> list[str]:
    """One line for each role, to be printed."""
    lines = [f"Demo log-ins, password “{PASSWORD}”:"]
    for role, name in SHOWN:
        lines.append(f"  {email_of(name):28} {name} ({role})")
    return [*lines, "  Visitors need none."]
