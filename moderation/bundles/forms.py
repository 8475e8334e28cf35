"""What the desk says about tickets that belong together, checked."""

from forum.kernel.forms import LARGEST, Line, Number, PlainForm

NO_REFERENCE = "Write the reference of the other ticket. It looks like FM-7K3QXN2D."
NO_MESSAGE = "Choose the message that is about something else."


class OtherTicketForm(PlainForm):
    """Names the ticket this one is joined or linked with."""

    other = Line("Reference of the other ticket", most=40, missing=NO_REFERENCE)


class SplitForm(PlainForm):
    message = Number("Message", least=1, most=LARGEST, missing=NO_MESSAGE)
    title = Line("What is the new ticket about?", missing="Say in a few words what it is about.")
