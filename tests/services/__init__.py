"""Real servers the tests talk to: PostgreSQL, Valkey and a mail server, on this machine only."""
