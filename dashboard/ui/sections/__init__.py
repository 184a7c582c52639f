"""Parts of one page."""
