"""Everything that knows Streamlit: the server, the frame around the pages, the state in the URL."""
