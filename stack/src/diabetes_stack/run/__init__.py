"""Start the services together, watch them, check them from outside."""
