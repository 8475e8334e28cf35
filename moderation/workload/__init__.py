"""The work to come: how many tickets are expected, who is here for them, and where it won't fit."""
