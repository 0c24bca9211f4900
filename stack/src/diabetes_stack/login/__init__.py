"""Login of people by an OpenID Connect provider: who they are, their session, and what stands behind it."""
