"""The open build, its codes and records, and where files lie."""
