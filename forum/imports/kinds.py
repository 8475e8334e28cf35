"""The layouts of archives that can be brought in, each with what reads it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from forum.imports.records import Records
from forum.kernel.later import Later


@dataclass(frozen=True)
class Kind:
    """`summary` says what is read, for whoever types the command; `label` for who sees a page."""

    label: str
    summary: str
    read: Callable[[Path], Records]
    is_folder: bool = False


KINDS = {
    "stackexchange": Kind(
        "A Stack Exchange dump",
        "Bring in a Stack Exchange dump: the FOLDER with Posts.xml and its companions.",
        Later("forum.imports.stackexchange:read"),
        is_folder=True,
    ),
    "discourse": Kind(
        "A Discourse forum",
        "Bring in a Discourse forum: a FOLDER of JSON files, a topic each or a post each.",
        Later("forum.imports.discourse:read"),
        is_folder=True,
    ),
    "petitions": Kind(
        "Petitions in the form of petition.parliament.uk",
        "Bring in petitions of petition.parliament.uk: a FILE with the JSON of one of them a line.",
        Later("forum.imports.petitions:read"),
    ),
    "decidim": Kind(
        "Proposals and comments of Decidim",
        "Bring in Decidim's proposals and comments: a FILE with the JSON of one of them a line.",
        Later("forum.imports.decidim:read"),
    ),
    "ideas-csv": Kind(
        "A table of ideas",
        "Bring in a table of ideas: a CSV FILE whose first line names its columns.",
        Later("forum.imports.tables:read_ideas"),
    ),
    "threads-csv": Kind(
        "A table of questions and answers",
        "Bring in a table of questions and answers: a CSV FILE whose first line names its columns.",
        Later("forum.imports.tables:read_threads"),
    ),
}
