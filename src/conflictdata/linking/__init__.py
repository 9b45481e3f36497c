"""Claims into events: the same happening, told by whoever told it.

>>> from conflictdata.linking import link
>>> link([])
[]
"""

from conflictdata.linking._link import Decision, link
from conflictdata.linking._linker import Linker
from conflictdata.linking._model import LinkageModel

__all__ = ["Decision", "LinkageModel", "Linker", "link"]
