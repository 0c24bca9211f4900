"""The store: what the services share, in SQLite or PostgreSQL."""
