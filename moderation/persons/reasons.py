"""The words staff read on the page of a person: what they did last, and why it is open."""

ACTS = {
    "thread_asked": "Asked everybody a question",
    "thread_answered": "Answered a question",
    "answer_accepted": "Said which answer solved it",
    "answer_rejected": "Said that an answer does not solve it",
    "idea_proposed": "Put an idea forward",
    "idea_supported": "Supported an idea",
    "ticket_opened": "Came to the desk",
    "ticket_message_written": "Wrote on a ticket",
    "ticket_moved": "Moved a ticket on",
    "grievance_made": "Complained about a promise",
    "note_answered": "Answered a shared note",
    "needs_said": "Said what they need",
}
WHY_FOR_STAFF = {
    "counter": "The person is on the phone or at the counter.",
    "ticket": "You work on a ticket of this person.",
    "written": "You wrote down why.",
}
