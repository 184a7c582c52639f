"""The brief of a unit as DOCX and PDF, from one content."""
