"""What may be said of documents, units, indicators, tables and claims; loading and resolving it."""
