"""The citizens' side, complete in itself."""
