"""A count of deliveries that no constraint keeps honest: what happens twice is written twice."""

from sqlalchemy import Column, Integer, MetaData, Table

apart = MetaData()
Tally = Table(
    "tally",
    apart,
    Column("id", Integer, primary_key=True),
    Column("event_id", Integer, nullable=False),
)
