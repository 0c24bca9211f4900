"""The store shared by the services, in SQLite or PostgreSQL."""
