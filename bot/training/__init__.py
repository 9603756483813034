"""Makes the model, and the vectors that a training takes from the repository."""
