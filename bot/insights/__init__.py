"""What was asked and how it ended: counts, feedback, questions to review, and what a review would change."""
