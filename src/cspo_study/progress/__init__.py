"""The progress store: the log of every answer ever given, and what is derived from it. SQLite and nothing else."""
