"""What the reading table and the file table of a subject hold."""
