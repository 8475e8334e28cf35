"""The grounds in the words of moderators, with the numbers behind them."""

from forum.integrity.grounds import Ground

SHORT = {
    Ground.RING: "Gifts in a circle",
    Ground.FANS: "Many votes for one person",
    Ground.EXCHANGE: "Gifts to and fro",
    Ground.SHARED_ADDRESS: "Gifts from a shared address",
    Ground.BURST: "Many votes in a day",
}
NUMBERS = {
    Ground.RING: (
        "Of %(whole)s gifts that these people got in 90 days, %(part)s came from one another."
    ),
    Ground.FANS: (
        "These accounts cast %(whole)s votes in other people’s questions in 90 days. "
        "%(part)s of them were for one person."
    ),
    Ground.EXCHANGE: (
        "Of %(whole)s gifts between these two in 90 days, %(part)s were returned. "
        "It is most of what each of them got."
    ),
    Ground.SHARED_ADDRESS: (
        "Of %(whole)s gifts in 90 days, %(part)s came from accounts that share a network or a "
        "mailbox with whoever got them. A family can look like this."
    ),
    Ground.BURST: "%(part)s votes of one person for another came within a day of one another.",
}
