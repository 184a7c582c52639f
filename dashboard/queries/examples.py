"""How to query the data from outside: the README's examples, which a test runs as they stand."""

DUCKDB = '''import duckdb

duckdb.sql("""
    SELECT short_name_vi, value, gap_low
    FROM 'data/warehouse/observation.parquet'
    JOIN 'data/warehouse/attainment.parquet'
      USING (indicator_id, unit_id, period_kind, period_start, period_end, definition_id, basis)
    JOIN 'data/warehouse/unit.parquet' USING (unit_id)
    WHERE indicator_id = 'dvctt_full_rate' AND level = 'province'
      AND valid_to = DATE '2025-06-30' AND due_on = DATE '2024-12-31' AND verdict = 'met'
    ORDER BY value DESC
""").show()'''

PANDAS = """import pandas as pd

observations = pd.read_parquet("data/warehouse/observation.parquet")
units = pd.read_parquet("data/warehouse/unit.parquet")
systems = observations[observations["indicator_id"] == "is_systems"].merge(units, on="unit_id")
print(systems[["name_vi", "period_label", "value", "status", "raw_text"]])"""

ENGLISH = """import duckdb

with duckdb.connect("data/warehouse/warehouse.duckdb", read_only=True) as warehouse:
    warehouse.sql("SELECT indicator_id, name_vi, definition_vi FROM en.indicator").show()"""

OVER_HTTP = """import pandas as pd

server = "http://127.0.0.1:8501"
figures = pd.read_csv(
    f"{server}/api/v1/observations.csv"
    "?indicator=is_plan_deployed_rate&level=province&structure=2025&period=latest"
)
figures = figures.sort_values("value", ascending=False)
print(figures[["unit_vi", "value", "status", "confirmation", "document_vi"]].to_string())"""
