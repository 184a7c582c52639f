"""The build over HTTP, for programs: lists, descriptions and feeds."""
