"""The official account on LINE."""
