"""Backups: archives of everything that must survive a loss, and the proof that they bring it back."""
