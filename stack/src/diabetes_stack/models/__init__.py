"""Model versions: registry, MLflow, promotion, evaluation on stored outcomes."""
