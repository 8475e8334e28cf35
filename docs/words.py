"""Writes the catalogues of sentences anew from the code, and says what is missing in them."""

import io
import re
from datetime import UTC, datetime
from pathlib import Path

import click
from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from docs.said import ROOT, Sentence, sentences

FOLDER = ROOT / "forum" / "translations"
WHOLE = "cy"  # every sentence that citizens read
SHELL = "ar"  # what stands around every page, and signing in
TRANSLATED = (WHOLE, SHELL)

# What only people who work here open. Everything else is read by citizens.
FOR_STAFF = re.compile(
    r"^moderation/(desk|catalogue|settings|choices|start|sanctions|reversals|archives|idea_review|escalations)/"
    r"|^moderation/(wordings/|closings/(templates/(not_ours|figures|lessons|desk)|forms|queries|views))"
    r"|^forum/threads/(passages\.py|templates/passages)|^moderation/helpdesk/actions/publishing"
    r"|^moderation/answering\.py"
    r"|^moderation/(macros/(?!speech)|saved_views/|rota/|bundles/(?!letters))"
    r"|^moderation/(holds|steps|requests)/|^moderation/helpdesk/actions/(stepping|marking)\.py"
    r"|^moderation/disclosures/(actions|forms|views/publishing)\.py"
    r"|^moderation/disclosures/templates/(edit|parts)\.html"
    r"|^moderation/(daybreak\.py|morning/|beginners/|duty/(?!wording|fillings))"
    r"|^moderation/owners/(?!templates/(figures|person)|queries/figures|views/published)"
    r"|^moderation/mail_in/(views\.py|limits\.py|templates/|actions/keeping\.py)"
    r"|^moderation/staff/(?!letters|forms|links|templates/(invitation|dead))"
    r"|^moderation/announcements/(?!templates/fillings)"
    r"|^moderation/reports/(templates/(case|list|hearing)\.html|views/(desk|deciding|hearing)\.py"
    r"|actions/(claiming|deciding)\.py)"
    r"|^moderation/grievances/(templates/(queue|review)\.html|views/reviewing\.py)"
    r"|^moderation/helpdesk/(rules|criteria)\.py"
    r"|^moderation/handover/(?!actions/consenting|(forms|views)/citizens|templates/fillings|speech"
    r"|queries/desks)"
    r"|^moderation/\w+\.py|^forum/(imports/kinds|design/colours)\.py"
    r"|^moderation/asking_back/(views\.py|templates/figures\.html)"
    r"|^moderation/granting/|^forum/hats/actions/(making|giving)\.py"
    r"|^moderation/thanking/|^forum/recognition/(limits|actions/thanking)\.py"
    r"|^moderation/knowledge/|^forum/articles/(states|actions/writing)\.py"
    r"|^moderation/(backstage|meetings|involving)|^forum/inside/actions\.py"
    r"|^moderation/hosting/|^forum/rounds/actions/(preparing|answering)\.py"
    r"|^forum/advisory/actions/meeting\.py"
    r"|^moderation/(histories|workload|ladder)/|^moderation/helpdesk/(queries/incidents|templates/touched)"
    r"|^forum/reputation/(actions/(by_staff|holding|ruling)|queries/versions)\.py"
    r"|^moderation/(histories|workload|ladder|coaching)/|^moderation/helpdesk/(queries/incidents|templates/touched)"
    r"|^forum/(reputation/actions/(by_staff|holding)|helping/actions/coaching)\.py"
    r"|^moderation/(counter/|persons/(reasons|actions/(looking|connecting)|views/desk|templates/(reason|show)))"
    r"|^moderation/problems/(actions/(keeping|linking|telling|undoing)|forms|views/(keeping|linking|room|telling)"
    r"|templates/(index|edit|show|tell|at_desk)|queries/linked)"
    r"|^moderation/subtasks/(actions|forms|views|queries|letters|templates/(index|show|at_desk))"
    r"|^forum/(ideas/templates/review|design/templates/(components|layout_desk|parts/\w+))\.html"
    r"|^forum/(alerts|services|ideas)/actions(\.py|/boards\.py|/deciding\.py|/keeping\.py)"
)
SHOWN_AROUND = re.compile(
    r"^forum/design/templates/|^forum/(design/words|home/wording|wiring|kernel/(problems|forms))\.py"
    r"|^forum/accounts/templates/(sign_in|sign_up|forgotten|mailed)\.html"
)
# Which form goes with which number, as the Unicode locale data (CLDR) have it.
PLURALS = {
    "cy": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 ? 4 : 5);",
}
NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # so that the same words make the same file
CHANGING = re.compile(
    rb'^"(POT-Creation|PO-Revision|Generated-By|Last-Trans|Project-Id|Report-Msgid|Language-Team)[^\n]*\n',
    re.M,
)


def main() -> None:
    """Write every catalogue anew; sentences that went are dropped, new ones are empty."""
    for code in TRANSLATED:
        po = place(code)
        po.parent.mkdir(parents=True, exist_ok=True)
        po.write_bytes(updated(code))
        po.with_suffix(".mo").write_bytes(compiled(code))
        click.echo(f"{po.relative_to(ROOT)}: {len(missing(code))} sentences are missing")


def place(code: str) -> Path:
    return FOLDER / code / "LC_MESSAGES" / "messages.po"


def kept(code: str) -> Catalog:
    """What stands in the file."""
    if not place(code).exists():
        return _empty(code)
    return read_po(io.BytesIO(place(code).read_bytes()), locale=code)


def updated(code: str) -> bytes:
    """The file as it should be: every sentence of the code in order, with what was translated."""
    old, new = kept(code), _empty(code)
    new.header_comment = "# What people read in Folkmoot. `make words` keeps it like the code."
    for sentence, places in sorted(sentences().items(), key=str):
        known = old.get(sentence[0])
        message = sentence if len(sentence) == 2 else sentence[0]
        string = known.string if known and known.id == message else None
        new.add(message, string, locations=[(place, 0) for place in sorted(places)])
    written = io.BytesIO()
    write_po(written, new, width=100, include_lineno=False)
    return CHANGING.sub(b"", written.getvalue())


def compiled(code: str) -> bytes:
    """What the pages read: whole sentences only, so that what is missing is said in English."""
    catalogue = _empty(code)
    for message in whole(code):
        catalogue.add(message.id, message.string)
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def whole(code: str) -> list[Message]:
    """The sentences that are there in every form."""
    return [message for message in kept(code) if message.id and all(_strings(message))]


def missing(code: str) -> list[str]:
    """The sentences this language should have and has not."""
    there = kept(code)
    return [
        sentence[0]
        for sentence, places in sentences().items()
        if is_wanted(code, places) and not _is_whole(there, sentence)
    ]


def is_wanted(code: str, places: set[str]) -> bool:
    if code == SHELL:
        return any(SHOWN_AROUND.search(place) and not FOR_STAFF.search(place) for place in places)
    return any(not FOR_STAFF.search(place) for place in places)


def _strings(message: Message) -> tuple[str | None, ...]:
    string = message.string
    return tuple(string) if isinstance(string, tuple | list) else (string,)


def _empty(code: str) -> Catalog:
    catalog = Catalog(locale=code, project="Folkmoot", fuzzy=False, creation_date=NO_DAY)
    catalog.mime_headers = [("Plural-Forms", PLURALS[code])]
    return catalog


def _is_whole(there: Catalog, sentence: Sentence) -> bool:
    known = there.get(sentence[0])
    if known is None or known.fuzzy:
        return False
    strings = _strings(known)
    return all(strings) and len(strings) == (there.num_plurals if len(sentence) == 2 else 1)


if __name__ == "__main__":
    main()
