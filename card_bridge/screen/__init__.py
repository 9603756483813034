"""What stands on the visitor's own screen: consent, sentences, a window or the terminal."""
