"""Claims into events: the same happening, told by whoever told it.

>>> from conflictdata.linking import link
>>> link([])
[]
"""

from conflictdata.linking._link import Decision, link
from conflictdata.linking._linker import Linker
from conflictdata.linking._model import LinkageModel
from conflictdata.linking._texts import SAME_STORY, same_event, same_story

__all__ = ["SAME_STORY", "Decision", "LinkageModel", "Linker", "link", "same_event", "same_story"]
