"""Topic areas and tags: where a question belongs."""
