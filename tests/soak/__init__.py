"""A server under readers that come and go: does it stay as it is?

`make test` lets them come for two minutes, `make soak` for thirty.
"""

LOG, COMPLAINTS = "log.txt", "complaints.txt"
"""Of a soak's folder: what the server wrote, and what is not as it was."""
