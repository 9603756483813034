"""The process itself: which libraries are in it, what its logs may hold, that it is alive."""
