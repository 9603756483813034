"""The menu below the chat on LINE: its drawing, its links, and how it is put up."""
