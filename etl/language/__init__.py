"""The ground both halves stand on: translation, numbers, folding."""
