"""Handing a ticket over to a desk outside this house, exactly once, and hearing how it goes."""
