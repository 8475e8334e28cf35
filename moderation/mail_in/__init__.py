"""Mail that comes in: kept before it is acknowledged, then put on the ticket it belongs to."""
