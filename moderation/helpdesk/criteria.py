"""What a kind of ticket asks of the desk as every place begins: its steps, and what it keeps."""

from datetime import date

BEGUN_ON = date(2026, 11, 29)
"""The day to which the times and steps below were true: laws change, and places differ."""
NOTHING, TICKET, PERSON = "", "ticket", "person"
KEEPS = {
    NOTHING: "Nothing",
    TICKET: "The ticket, and the post it came from",
    PERSON: "The same, and everything of its person",
}
"""What nobody can delete while a ticket of the kind is open."""
STEPS = {
    "complaint": ["We have said that we have it", "Somebody who was not involved has looked at it"],
    "information_request": [
        "We have said that we have it",
        "We have searched our records",
        "We have checked what may not be told",
        "A second person has read the answer",
    ],
    "personal_data_request": [
        "We know that it is the person themselves",
        "We have searched our records",
        "We have taken out what is about others",
        "A second person has read the answer",
    ],
    "safety_concern": ["We have told the named person for safety"],
    "legal_notice": ["We have told our lawyers"],
}
"""What has to be done before a ticket of the kind is answered."""
