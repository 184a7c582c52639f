"""Selectors, charts, tables, notes and panels that several pages use."""
