"""What a page may ask of the bridge: pairing, origins, limits."""
