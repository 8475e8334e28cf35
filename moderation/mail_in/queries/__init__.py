"""Where mails belong, and which of them have to be kept."""

from moderation.mail_in.queries.keeping import handled_before, number_kept
from moderation.mail_in.queries.placing import (
    HANDLING,
    TO_OPENER,
    Place,
    behind,
    coded_in,
    copies_of,
    first_message,
    has_bytes_of,
    last_mail_of,
    left_for_staff,
    mail_behind,
    mail_to_handle,
    opening_mail_of,
    ours_among,
    place_of,
    ticket_about,
)

__all__ = [
    "HANDLING",
    "TO_OPENER",
    "Place",
    "behind",
    "coded_in",
    "copies_of",
    "first_message",
    "handled_before",
    "has_bytes_of",
    "last_mail_of",
    "left_for_staff",
    "mail_behind",
    "mail_to_handle",
    "number_kept",
    "opening_mail_of",
    "ours_among",
    "place_of",
    "ticket_about",
]
