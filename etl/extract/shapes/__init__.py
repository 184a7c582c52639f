"""One module per shape of table."""
