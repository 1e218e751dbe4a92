"""Running Fanal: build what is missing, start and stop every process."""
