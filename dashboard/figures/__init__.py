"""Figures: pure functions of rows, their classes and, for maps, the geometry."""
