"""Members, how they come in, and where they stand on the ladder."""

from forum.accounts.models.members import (
    ApiToken,
    Code,
    Member,
    RecoveryCode,
    SecondStep,
    SignIn,
)
from forum.accounts.models.standings import Advocacy, Standing

__all__ = [
    "Advocacy",
    "ApiToken",
    "Code",
    "Member",
    "RecoveryCode",
    "SecondStep",
    "SignIn",
    "Standing",
]
