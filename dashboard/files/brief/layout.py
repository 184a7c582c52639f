"""The page of a brief: A4 with the margins and sizes of Vietnamese administrative documents."""

# Decree 30/2020/NĐ-CP, Appendix I: in millimetres and points.
PAGE = (210, 297)
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
TEXT_WIDTH = PAGE[0] - LEFT - RIGHT
TEXT_HEIGHT = PAGE[1] - TOP - BOTTOM
TITLE_SIZE, BODY_SIZE, TABLE_SIZE, NOTE_SIZE = 14, 11, 9, 8
LEADING = 1.15
"""From line to line, of the size of the letters: what Times New Roman asks for."""
STRIP_WIDTH = 30
STRIP_HEIGHT, BARE_STRIP_HEIGHT = 6.0, 3.6
"""Of a strip with the years of its targets, and of one without any."""
