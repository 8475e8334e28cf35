"""Archives of other forums, read and written into ours."""
