"""The security audit: what it looks at, and what it finds; the bill of materials."""
