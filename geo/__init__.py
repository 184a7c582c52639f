"""Boundaries, labels and windows of the maps: the source, its preparation, the prepared files."""
