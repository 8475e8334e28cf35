"""The one mailer: rows to send, sent by the worker, rights checked again at sending."""

from forum.kernel.mail.outgoing import Letter, OutgoingMail, owe

__all__ = ["Letter", "OutgoingMail", "owe"]
