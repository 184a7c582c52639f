"""Raw tables and catalogue → warehouse: each hop is one module, each a pure step."""
