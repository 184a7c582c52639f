"""The commands of the pipeline that are more than a call of it, one a module."""
