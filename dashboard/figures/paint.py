"""Paints an SVG without styles as PNG: `python -I paint.py SCALE FONT …`, from stdin to stdout.

A program of its own: the painter holds the interpreter while it works, a second or more, and what
else the server does must not wait for it. It imports nothing of ours, so that it starts at once.
"""

import sys

import resvg_py


def main() -> None:
    """Letters come from the fonts that are named, whatever the machine has."""
    scale, *fonts = sys.argv[1:]
    painted = resvg_py.svg_to_bytes(
        svg_string=sys.stdin.buffer.read().decode(),
        zoom=float(scale),
        skip_system_fonts=True,
        font_files=fonts,
    )
    sys.stdout.buffer.write(painted)


if __name__ == "__main__":
    main()
