"""Staff thank somebody, in their own name, for one post: the note goes to whoever wrote it."""
