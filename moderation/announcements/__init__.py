"""Staff write alerts: drafts with a preview, publishing, updates, the end."""
