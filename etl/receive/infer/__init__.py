"""What a received table is, and how sure that is: nothing here decides for the analyst."""
