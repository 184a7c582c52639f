"""A received file → its tables → drafts of raw tables and catalogue entries."""
