"""The one- to two-page brief of a unit: its content once, and a writer per file format."""
