"""The commands of `python -m etl`, one module for each thing that they change."""
