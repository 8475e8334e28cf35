"""The staff side: it sees everything and acts by the same verbs as citizens."""
