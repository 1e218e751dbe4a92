"""The directory over HTTP: the national lines and one service at a time."""
