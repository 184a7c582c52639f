"""The tables of a build in which figures are derived, checked and looked at as columns."""
