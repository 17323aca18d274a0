"""Where WeasyPrint finds Pango: on Windows in a package that pip installs, so that nothing else has to be installed."""

import os
from collections.abc import MutableMapping
from importlib.util import find_spec
from pathlib import Path
from typing import Final

VARIABLE: Final = "READINESS_PANGO"
"""The environment variable that, with the value `wheel`, uses the package on other systems too."""

PACKAGE: Final = "gstreamer_libs"
"""The package with Pango and all that it needs. It is only looked for, never imported."""

_FOLDERS: Final = "WEASYPRINT_DLL_DIRECTORIES"


def find_libraries(environment: MutableMapping[str, str], *, on_windows: bool) -> None:
    """Tells WeasyPrint, which is not imported yet, and the system's loader where Pango is.

    Nothing changes where the package is not installed, or if somebody has named other folders: then WeasyPrint
    looks for Pango as it always does, on Windows where MSYS2 puts it.

    Args:
        environment: the environment variables, which are changed.
        on_windows: whether this is Windows.
    """
    if not (on_windows or environment.get(VARIABLE) == "wheel") or environment.get(_FOLDERS):
        return
    if (folder := _folder_of_libraries(on_windows=on_windows)) is None:
        return
    environment[_FOLDERS] = folder
    # the libraries themselves are looked for in the second variable, those that they need in the first
    searched = "PATH" if on_windows else "DYLD_FALLBACK_LIBRARY_PATH"
    environment[searched] = os.pathsep.join(filter(None, (folder, environment.get(searched))))


def _folder_of_libraries(*, on_windows: bool) -> str | None:
    """The folder of the package with its libraries; none if it is not installed."""
    spec = find_spec(PACKAGE)
    for place in (spec and spec.submodule_search_locations) or ():
        folder = Path(place, "bin" if on_windows else "lib")
        if folder.is_dir():
            return str(folder)
    return None
