"""A vocabulary with few words that stand everywhere and many that are rare."""

from itertools import accumulate, product

COMMON = """
the to and a of in is it i for that you on my with this have not be are we was at if as but they
from or so can there what do when an will your one all me has no out they about which had up by he
she were more them would time been just only some now then how their our who also two than into
after before first other could any because back here where again still over most very every it
""".split()
SUBJECTS = """
bin permit council road form letter street bus school park light house tenancy bill payment badge
repair library collection crossing pavement meeting ticket car garden boiler damp window door roof
discount benefit carer nurse surgery visitor fine sign lamp kerb hole tree fence playground pool
allotment recycling sofa fridge paint carton glass paper plastic rat mould gutter drain bridge canal
station market hall desk office phone number address photo account password reference deadline
reminder appeal budget survey petition councillor neighbour landlord tenant child parent teacher
driver warden engineer plumber electrician volunteer helper week month morning evening weekend
""".split()
DEEDS = """
asked called wrote sent paid moved applied renewed reported waited checked found lost opened closed
mended fixed painted cleaned measured collected delivered emptied booked cancelled changed explained
answered promised visited knocked signed copied printed scanned returned refused accepted agreed
""".split()
MANNERS = """
late early twice again online free missing broken new old green blue brown empty full heavy quiet
loud cold warm wet dry narrow steep dark bright slow quick wrong right clear friendly helpful
""".split()
BEGINNINGS = "bar bel cor dal el fen gar hal il jas kel lor mar nor ol pen quar ros sel tor".split()
MIDDLES = "a e i o u an en in on ar er or".split()
ENDINGS = "bury by combe dale den field ford ham ley mere mouth stead stow ton wick worth".split()
FLATNESS, STEEPNESS = 2.7, 1.07
"""Zipf and Mandelbrot: the word of rank r is used in proportion to 1 / (r + 2.7) ** 1.07."""

PLACES = ["".join(parts) for parts in product(BEGINNINGS, MIDDLES, ENDINGS)]
VOCABULARY = list(dict.fromkeys([*COMMON, *SUBJECTS, *DEEDS, *MANNERS, *PLACES]))
WEIGHTS = list(
    accumulate(1 / (rank + FLATNESS) ** STEEPNESS for rank in range(1, len(VOCABULARY) + 1))
)
GIVEN = """
Alda Bram Cerys Dorin Edda Fitz Gwil Hanne Ivo Jory Keziah Linus Merle Nanda Orla Pelle Quentin
Rhona Sefton Tilda Ulric Verity Wystan Xenia Yorick Zelda
""".split()
TAGS = [f"{subject}s" for subject in SUBJECTS[:30]]
