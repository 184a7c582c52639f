"""Measurements behind `make bench`: a report to read, not a test.

Only figures of one run compare: each stands in the table beside its reference, measured by the same
run or set as a goal.
"""
