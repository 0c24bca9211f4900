"""Versions of models: registry, MLflow, promotion, evaluation on stored outcomes."""
