"""Settings of Sphinx. Tables that follow from the code are generated from it on each build."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import _generate

import conflictdata

_generate.write(HERE / "_generated")

project = "conflictdata"
author = "the conflictdata authors"
project_copyright = "the conflictdata authors"
version = release = conflictdata.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.intersphinx",
    "sphinx_copybutton",
]
exclude_patterns = ["_build", "_generated", "examples"]
suppress_warnings = ["myst.xref_missing"] if not (HERE.parent / "SECURITY.md").exists() else []

html_theme = "furo"
html_title = f"conflictdata {version}"
html_static_path = [name for name in ("_static",) if (HERE / name).is_dir()]

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_google_docstring = True
napoleon_use_ivar = True

intersphinx_mapping: dict[str, tuple[str, None]] = {}  # built offline

copybutton_prompt_text = r"\$ |>>> |\.\.\. "
copybutton_prompt_is_regexp = True
