"""The pages a person reads: the chat, the national lines, the directory, the plain texts."""
