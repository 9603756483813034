"""What the privacy gate looks for, and how it is written (docs/masking.md); `bot.masking.mask` is the way in."""
