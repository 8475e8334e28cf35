"""What somebody says who wants to go."""

from forum.kernel.forms import PlainForm, Yes


class LeaveForm(PlainForm):
    sure = Yes("I want my account closed and my data erased")
