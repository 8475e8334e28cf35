"""Pictures in what people write: made anew, shown to whoever may read the text."""
