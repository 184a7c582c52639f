"""Grades as documents write them, and the numbers they are stored as."""

GRADES = {"A": 5.0, "B": 4.0, "C": 3.0, "D": 2.0, "E": 1.0}
"""The best first."""

GRADE_LETTERS = {value: letter for letter, value in GRADES.items()}
