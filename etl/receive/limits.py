"""What a received file may ask of this machine, and what the process that reads it gets.

A report of this kind has some hundred pages and tables of some hundred rows: each limit is ten
times what was met or more, and low enough that the worst file is refused within ten seconds and
500 MB.
"""

MAX_BYTES = 20_000_000
MAX_ROWS = 20_000
"""Of all tables of a file together."""
MAX_COLUMNS = 256
MAX_CELLS = 200_000
"""Of all tables together; a spreadsheet's cell takes its reader a kilobyte."""
MAX_TABLES = 200
MAX_CELL = 20_000
"""Characters of a cell or of a line of text."""
MAX_TEXT = 5_000_000
"""Characters of all cells and lines; the report of July 2024 has 150,000."""
MAX_PAGES = 150
PAGES_AT_ONCE = 10
"""Of a PDF, by one process: that many pages of text take a third of its time."""

MAX_MEMBERS = 2_000
MAX_UNPACKED = 100_000_000
MAX_XML = 30_000_000
"""All XML of an archive, unpacked: pictures are not parsed, so they may be larger."""
MAX_RATIO = 200
"""Unpacked by packed size of a member: office files reach 50, a bomb of zeros 1,000."""
MAX_DEPTH = 200
"""Of elements of XML; documents nest some thirty."""

# The command itself needs a second or two more, and its memory is its own.
CHILD_MEMORY = 480_000_000
CHILD_CPU_SECONDS = 7
CHILD_SECONDS = 8
CHILD_OUTPUT = 60_000_000
