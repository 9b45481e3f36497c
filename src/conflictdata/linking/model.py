"""The linkage model: its comparisons, its figures, how to train it, and as a Splink settings dictionary."""

from conflictdata.linking._comparisons import Comparison, comparisons
from conflictdata.linking._features import Features, features
from conflictdata.linking._model import LinkageModel, Scorer
from conflictdata.linking._settings import splink_settings
from conflictdata.linking._train import train

__all__ = [
    "Comparison",
    "Features",
    "LinkageModel",
    "Scorer",
    "comparisons",
    "features",
    "splink_settings",
    "train",
]
