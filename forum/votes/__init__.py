"""One vote a person and thing, up or down."""
