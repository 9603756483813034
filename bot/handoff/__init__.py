"""From the chat to a person: codes, and the conversation as an agent reads it."""
