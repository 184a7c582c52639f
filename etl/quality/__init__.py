"""What is checked, noticed and tested against the claims of the text."""
