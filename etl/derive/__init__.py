"""Figures computed from printed ones: ratios, verdicts, merged structures, regions, orders."""
