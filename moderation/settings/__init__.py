"""What staff decide about the whole place: rows changed on a page, with preview, audit and undo."""
