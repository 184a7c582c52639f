"""The open build, its codes and records, what is made of it once, and where files lie."""
