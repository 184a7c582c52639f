"""Records, the schema, numbered builds and their publication."""
