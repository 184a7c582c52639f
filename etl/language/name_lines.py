"""Where the names on a map break into lines."""


def name_lines(name: str) -> list[str]:
    """A province on two lines: `Thừa Thiên Huế` → `Thừa`, `Thiên Huế`."""
    first, dash, second = name.partition(" - ")
    return [f"{first} -", second] if dash else name.split(" ", 1)


def place_lines(label: str) -> list[str]:
    """An archipelago over what it belongs to: a phone, too, has room for all of it."""
    return label.replace(" (", "\n(", 1).replace(", ", ",\n").split("\n")
