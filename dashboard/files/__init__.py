"""Files a reader takes away: CSV, XLSX, the data package, the brief."""
