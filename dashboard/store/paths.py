"""Where things lie in the repository."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "dashboard" / "assets"
GEO = ROOT / "geo"
PAGES = ROOT / "pages"
WAREHOUSE = ROOT / "data" / "warehouse" / "warehouse.duckdb"
