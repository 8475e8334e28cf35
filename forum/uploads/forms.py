"""What comes with a picture; forms that take one begin with these fields."""

from typing import Any

from wtforms import ValidationError

from forum.kernel.forms import Line, PlainForm


class PictureForm(PlainForm):
    """`picture_fault` is what was wrong with the file, once it has been looked at."""

    picture_alt = Line("What does the picture show?")

    picture_fault = ""

    def validate_picture_alt(self, field: Any) -> None:
        if self.picture_fault:
            raise ValidationError(self.picture_fault)
