"""A server under readers that come and go: does it stay as it is?

`make test` lets them come for two minutes, `make soak` for thirty.
"""
