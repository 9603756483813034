"""The chat on the ward's page."""
