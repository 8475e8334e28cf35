"""What people choose about being told."""

from forum.kernel.forms import Choice, PlainForm
from forum.notifications.wording import PRESETS


class PresetForm(PlainForm):
    preset = Choice(
        "What may we mail you?",
        [(value, label) for value, label, _hint in PRESETS],
        missing="Choose one of the three.",
    )
