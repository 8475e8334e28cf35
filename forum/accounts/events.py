"""What can have happened to an account."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class MemberEvent(Event):
    member_id: int

    @property
    def stream(self) -> str:
        return f"member:{self.member_id}"


@dataclass(frozen=True, kw_only=True)
class MemberJoined(MemberEvent, kind="member_joined"):
    """`code_id` is the link that will be mailed; none for a member whose address is known."""

    code_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class SignUpRepeated(MemberEvent, kind="sign_up_repeated"):
    """Somebody tried to sign up with an address that has an account already."""


@dataclass(frozen=True, kw_only=True)
class CodeRequested(MemberEvent, kind="code_requested"):
    code_id: int
    purpose: str


@dataclass(frozen=True, kw_only=True)
class EmailVerified(MemberEvent, kind="email_verified"):
    pass


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(MemberEvent, kind="password_changed"):
    pass


@dataclass(frozen=True, kw_only=True)
class SecondStepSetUp(MemberEvent, kind="second_step_set_up"):
    """From now on a code of the phone is asked at each sign-in."""


@dataclass(frozen=True, kw_only=True)
class SecondStepRemoved(MemberEvent, kind="second_step_removed"):
    """The phone was taken off the account: by its owner or, for a lost one, by an administrator."""


@dataclass(frozen=True, kw_only=True)
class RecoveryCodeUsed(MemberEvent, kind="recovery_code_used"):
    """Somebody came in with a code on paper; so many are left."""

    left: int


@dataclass(frozen=True, kw_only=True)
class MemberLeft(MemberEvent, kind="member_left"):
    """Somebody stopped working here."""


@dataclass(frozen=True, kw_only=True)
class NameChanged(MemberEvent, kind="name_changed"):
    """They show under another name, also beside what they wrote before."""


@dataclass(frozen=True, kw_only=True)
class RoleChanged(MemberEvent, kind="role_changed"):
    role: str
