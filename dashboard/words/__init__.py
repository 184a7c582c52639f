"""Codes and numbers to sentences in the reader's language."""
