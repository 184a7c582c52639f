"""What the dashboard's pages share; only `dashboard.ui` knows Streamlit."""
