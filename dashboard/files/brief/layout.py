"""The page of a brief: A4 with the margins and sizes of Vietnamese administrative documents."""

# Decree 30/2020/NĐ-CP, Appendix I: in millimetres and points.
PAGE = (210, 297)
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
TEXT_WIDTH = PAGE[0] - LEFT - RIGHT
TITLE_SIZE, BODY_SIZE, TABLE_SIZE, NOTE_SIZE = 14, 11.5, 9.5, 8.5
