"""The only SQL of the dashboard, one module per relation."""
