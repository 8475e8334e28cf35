"""Staff write what stands behind the scenes: notes, plans and what is told early."""
