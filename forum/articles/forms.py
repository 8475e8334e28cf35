"""What readers say of an article, checked."""

from forum.kernel.forms import Choice, PlainForm

HELPED = [("yes", "Yes"), ("no", "No")]


class ArticleVerdictForm(PlainForm):
    helped = Choice("Did this help you?", HELPED, missing="Say yes or no.")
