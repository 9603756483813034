"""What letters say: scripts, forms of writing, well-formed Unicode. No Rasa, no catalogues."""
