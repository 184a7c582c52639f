"""Figures counted from records of dossiers, on the machine itself or on a cluster.

The records are read, brought to the last state of each dossier, and counted by agency, procedure
and month in one expression of Ibis, which runs on DuckDB and on Apache Spark alike. What comes of
it is small; from there on nothing knows of engines: raw tables of the ordinary shapes are written
as a draft, which `etl import` takes in like any other.
"""
