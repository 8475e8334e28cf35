"""The people of the demo borough; all are invented."""

from forum.accounts.standing import Role

PASSWORD = "heron lane bakery"
STAFF = (
    ("Cleo Marsh", Role.MODERATOR, "Community team"),
    ("Dev Patel", Role.AGENT, "Parking team"),
    ("Wanda Brook", Role.AGENT, "Waste team"),
    ("Pia Lind", Role.POLICY, "Policy team"),
    ("Mara Stone", Role.MANAGER, "Customer team"),
    ("Adam Reed", Role.ADMIN, "Digital team"),
)
CITIZENS = (
    "Ada Okafor",
    "Ben Hallam",
    "Joyce Adeyemi",
    "Tomasz Zielak",
    "Rukhsana Mir",
    "Owen Pritchard",
    "Lena Vogel",
    "Sam Whitlock",
    "Grace Tembo",
    "Iqbal Chaudhry",
    "Nora Finch",
    "Victor Amaral",
    "Hetty Long",
    "Max Thorne",
)
ANNOUNCER = "Wanda Brook"
SUSPENDED = "Max Thorne"
SHOWN = ("Ada Okafor", "Ben Hallam", "Cleo Marsh", "Dev Patel", "Mara Stone", "Adam Reed")


def email_of(name: str) -> str:
    return f"{name.split()[0].lower()}@ashmere.example"
