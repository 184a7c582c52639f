"""A draft table → data/: decided, tried, compared with the published build, put in place."""
