"""What follows from the figures for a reader: attainment, profiles, comparison, totals."""
