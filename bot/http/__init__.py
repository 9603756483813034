"""What every route shares: framing, connections, limits, health. Knows no channel."""
