"""A local validation: its plan, its lock, its documents and its verdict."""
