"""One reader per form of file; all give the same blocks of text and tables."""
