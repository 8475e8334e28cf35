"""How tickets ended: who else answers for it, and what was learned."""
