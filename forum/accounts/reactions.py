"""Mails that follow from what happened to an account."""

from forum.accounts.codes import Purpose
from forum.accounts.events import (
    CodeRequested,
    MemberEvent,
    MemberJoined,
    PasswordChanged,
    RecoveryCodeUsed,
    SecondStepRemoved,
    SecondStepSetUp,
    SignUpRepeated,
)
from forum.kernel.mail.outgoing import owe

KIND_OF_MAIL = {Purpose.VERIFY: "verify_email", Purpose.RESET: "reset_password"}


def ask_to_verify(event: MemberJoined) -> None:
    if event.code_id is not None:
        _owe("verify_email", event)


def tell_owner_of_sign_up(event: SignUpRepeated) -> None:
    _owe("already_member", event)


def send_code(event: CodeRequested) -> None:
    _owe(KIND_OF_MAIL[Purpose(event.purpose)], event)


def tell_of_new_password(event: PasswordChanged) -> None:
    _owe("password_changed", event)


def tell_of_second_step(event: SecondStepSetUp | SecondStepRemoved) -> None:
    is_new = isinstance(event, SecondStepSetUp)
    _owe("second_step_set_up" if is_new else "second_step_removed", event)


def tell_of_recovery_code(event: RecoveryCodeUsed) -> None:
    _owe("recovery_code_used", event)


def _owe(kind: str, event: MemberEvent) -> None:
    owe(kind, event_id=event.event_id, recipient=f"member:{event.member_id}")


REACTIONS: dict[type, list[object]] = {
    CodeRequested: [send_code],
    MemberJoined: [ask_to_verify],
    PasswordChanged: [tell_of_new_password],
    RecoveryCodeUsed: [tell_of_recovery_code],
    SecondStepRemoved: [tell_of_second_step],
    SecondStepSetUp: [tell_of_second_step],
    SignUpRepeated: [tell_owner_of_sign_up],
}
