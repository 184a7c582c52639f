"""Which figures of a unit are one line, of periods made by hand."""

from datetime import date

from dashboard.queries.unit_series import Break, UnitLine, UnitPoint, lines_of

RATE = "dvctt_full_rate"


def point(end: str, definition_id: int = 1, kind: str = "month") -> UnitPoint:
    day = date.fromisoformat(end)
    return UnitPoint(
        indicator_id=RATE,
        period_kind=kind,
        period_start=day,
        period_end=day,
        definition_id=definition_id,
        period_label=end,
        is_provisional=False,
        status="observed",
        basis="published",
        value=1.0,
        value_low=1.0,
        value_high=1.0,
        reported=None,
        printed_text=None,
        printed_decimals=None,
        confirmation="official_document",
        document="A",
        appendix="B",
        document_line=1,
        definition_vi="C",
    )


def test_a_break_that_the_catalogue_names_parts_figures_of_one_definition() -> None:
    points = [point("2024-01-31"), point("2024-02-29"), point("2024-03-31")]
    broken = [Break(RATE, date(2024, 2, 29), "Đổi danh mục.")]
    before, after = lines_of(points, {}, broken)
    assert [len(line.points) for line in (before, after)] == [1, 2]
    assert (before.breaks_vi, after.breaks_vi) == ((), ("Đổi danh mục.",))
    (one,) = lines_of(points, {}, [])
    assert one == UnitLine("month", tuple(points), ())


def test_the_reasons_of_every_definition_between_are_given() -> None:
    points = [point("2024-01-31"), point("2024-02-29", 3), point("2024-02-29", 3, "quarter")]
    first, third, quarter = lines_of(points, {2: "Hai.", 3: "Ba."}, [])
    assert first.breaks_vi == ()
    assert third.breaks_vi == ("Hai.", "Ba.")
    # The first of its kind breaks with nothing.
    assert quarter.breaks_vi == ()
