"""The days that tests take for today."""

from datetime import date

TODAY = date(2026, 11, 29)
"""Targets of 2025 were due, those of 2026 are not."""

JULY = date(2024, 7, 31)
"""Of the first report."""
