"""Names in lists: commas and `và` stand between them, and inside some."""

import pytest

from etl.extract.shapes.listed_names import names_in

CULTURE = "Bộ Văn hóa, Thể thao và Du lịch"
KNOWN = {
    CULTURE,
    "Bộ Lao động - Thương binh và Xã hội",
    "Bộ Y tế",
    "Bộ A, B, C",
}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Bộ Y tế; Bộ Văn hóa, Thể thao và Du lịch",
            ["Bộ Y tế", "Bộ Văn hóa, Thể thao và Du lịch"],
        ),
        (
            "Bộ Văn hóa, Thể thao và Du lịch, Bộ Y tế",
            ["Bộ Văn hóa, Thể thao và Du lịch", "Bộ Y tế"],
        ),
        ("Bộ Y tế, Bộ A, B, C", ["Bộ Y tế", "Bộ A, B, C"]),
        ("Bộ Lao động - Thương binh và Xã hội", ["Bộ Lao động - Thương binh và Xã hội"]),
        ("Hà Giang, Yên Bái và Lào Cai", ["Hà Giang", "Yên Bái", "Lào Cai"]),
        ("Bộ Văn hóa; Thể thao và Du lịch", ["Bộ Văn hóa", "Thể thao", "Du lịch"]),
        ("Huế,; ", ["Huế"]),
        ("", []),
    ],
)
def test_the_longest_known_name_is_one(text: str, names: list[str]) -> None:
    assert list(names_in(text, KNOWN.__contains__)) == names
