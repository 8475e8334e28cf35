"""A person is a group of any number of ways in which they came; accounts can be closed."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
SAME = "same_person"
CHECKS = {
    "tied": "(depth = 0) = (parent_id is null) and (depth = 0) = (parent_depth is null)"
    " and (depth = 0) = (link_id is null)",
    "root": "depth >= 0 and (depth > 0 or root_id = person_id)",
    "depth": "parent_depth is null or depth = parent_depth + 1",
}
KEYS = {"person_id": "desk_person", "root_id": "desk_person", "link_id": "person_link"}
LEAVING = sa.text("leaves_at is not null")
HOLDING = """
    select person_link.id, one_id, other_id,
      one.member_id as one_member, other.member_id as other_member
    from person_link
    join desk_person as one on one.id = one_id join desk_person as other on other.id = other_id
    where agreed_at is not null and ended_at is null order by agreed_at, person_link.id
"""
Tie = tuple[int, int]


def upgrade() -> None:
    _group()
    _join_those_who_are_one()
    op.add_column("member", sa.Column("leaves_at", MOMENT, nullable=True))
    op.create_index(
        "ix_member_leaves_at",
        "member",
        ["leaves_at"],
        sqlite_where=LEAVING,
        postgresql_where=LEAVING,
    )


def _group() -> None:
    op.create_table(
        SAME,
        sa.Column("person_id", WHOLE, nullable=False, autoincrement=False),
        sa.Column("root_id", WHOLE, nullable=False),
        sa.Column("depth", WHOLE, nullable=False),
        *(
            sa.Column(name, WHOLE, nullable=True)
            for name in ("parent_id", "parent_depth", "link_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_same_person")),
        *(
            sa.CheckConstraint(told, name=op.f(f"ck_{SAME}_{name}"))
            for name, told in CHECKS.items()
        ),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_{SAME}_{name}"))
            for name, table in KEYS.items()
        ),
        sa.UniqueConstraint("link_id", name=op.f("uq_same_person_link_id")),
        sa.UniqueConstraint(
            "person_id", "root_id", "depth", name=op.f("uq_same_person_person_id_root_id_depth")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id", "root_id", "parent_depth"],
            [f"{SAME}.{name}" for name in ("person_id", "root_id", "depth")],
            name=op.f("fk_same_person_parent"),
        ),
    )
    op.create_index("ix_same_person_root_id", SAME, ["root_id"])


def _join_those_who_are_one() -> None:
    """In the order in which people agreed. What would close a ring says nothing new and is over;
    what would make two accounts one is asked again, because each of them has to say yes to that.
    """
    groups: dict[int, set[int]] = {}
    accounts: dict[int, int] = {}
    ties: dict[int, Tie] = {}
    for link in op.get_bind().execute(sa.text(HOLDING)).all():
        for person_id, member_id in (
            (link.one_id, link.one_member),
            (link.other_id, link.other_member),
        ):
            groups.setdefault(person_id, {person_id})
            accounts |= {person_id: member_id} if member_id else {}
        joined = groups[link.one_id] | groups[link.other_id]
        if link.other_id in groups[link.one_id]:
            _say(link.id, "ended_at = agreed_at")
        elif len({accounts[one] for one in joined & accounts.keys()}) > 1:
            _say(link.id, "agreed_at = null")
        else:
            ties[link.id] = (link.one_id, link.other_id)
            groups |= dict.fromkeys(joined, joined)
    for root_id in sorted({min(group) for group in groups.values() if len(group) > 1}):
        _plant(root_id, ties)


def _say(link_id: int, what: str) -> None:
    op.execute(sa.text(f"update person_link set {what} where id = {link_id}"))


def _plant(root_id: int, ties: dict[int, Tie]) -> None:
    """The root first, then whoever hangs on somebody who stands already."""
    tree: dict[int, int] = {root_id: 0}
    _insert(person_id=root_id, root_id=root_id, depth=0)
    waiting = [root_id]
    while waiting:
        at = waiting.pop(0)
        for link_id, tie in ties.items():
            other_id = tie[1] if tie[0] == at else tie[0]
            if at in tie and other_id not in tree:
                tree[other_id] = tree[at] + 1
                waiting.append(other_id)
                hangs = {"parent_id": at, "parent_depth": tree[at], "link_id": link_id}
                _insert(person_id=other_id, root_id=root_id, depth=tree[other_id], **hangs)


def _insert(**row: Any) -> None:
    table = sa.table(SAME, *(sa.column(name) for name in row))
    op.get_bind().execute(sa.insert(table).values(**row))


def downgrade() -> None:
    op.drop_index("ix_member_leaves_at", "member")
    with op.batch_alter_table("member") as member:
        member.drop_column("leaves_at")
    op.drop_table(SAME)
