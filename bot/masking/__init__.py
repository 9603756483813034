"""What the privacy gate looks for, and how it is written (docs/masking.md); `bot.privacy` is the way in."""
