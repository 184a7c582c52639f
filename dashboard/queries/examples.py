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
