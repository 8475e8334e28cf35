"""Asking back, in the words people read."""

from forum.surveys.rules import MAIL, NO_ADDRESS, PAGE, UNDELIVERABLE

LINE = "How was it for you? It takes a minute to say:"
REMINDER = (
    "Some days ago your ticket came to an end. We have not heard how it was for you. Two "
    "questions, on the page below. We ask only this once more, and you need not answer."
)
WAY_WORDS = {
    MAIL: "Asked in the mail about the end.",
    PAGE: "Asked on the page of the ticket.",
}
UNSENT_WORDS = {
    NO_ADDRESS: "Not sent, because we have no address.",
    UNDELIVERABLE: "Not sent, because mails to this address do not arrive.",
}
