"""The steps of the screening programme that need nobody's hand: predictions, and results that arrive."""
