"""Everything in one batch, in the order in which one thing needs another."""

from forum.imports.actions.acts import add_acts
from forum.imports.actions.addresses import add_addresses
from forum.imports.actions.asking import add_threads
from forum.imports.actions.known import look_up
from forum.imports.actions.notebook import Notebook
from forum.imports.actions.people import add_people, date_back
from forum.imports.actions.places import add_tags, add_topics
from forum.imports.actions.proposing import add_ideas
from forum.imports.actions.remarking import add_remarks
from forum.imports.actions.replying import add_replies
from forum.imports.actions.solving import add_solutions
from forum.imports.actions.stating import add_statements
from forum.imports.actions.voting import add_votes
from forum.imports.batches import Batch
from forum.imports.tally import Tally


def write_down(batch: Batch, *, archive: str) -> Tally:
    """Write what is new, in the transaction of the caller; what came of it."""
    tally = Tally()
    known = look_up(batch, archive=archive)
    add_people(batch, known, tally)
    add_topics(batch, known, tally)
    add_tags(batch, tally)
    notebook = Notebook(batch, known, tally)
    add_threads(notebook)
    add_replies(notebook)
    add_solutions(notebook)
    add_votes(notebook)
    add_ideas(notebook)
    add_remarks(notebook)
    add_statements(notebook)
    notebook.growth.write()
    date_back(notebook.first_posts)
    add_acts(notebook.acts)
    add_addresses(notebook)
    return tally
