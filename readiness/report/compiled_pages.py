"""Keeps compiled templates where Python keeps its compiled modules, so that a page need not be compiled each time."""

import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache


class CompiledPages(FileSystemBytecodeCache):
    """Reads and writes compiled templates; if nothing may be written, each is compiled again."""

    def __init__(self) -> None:
        """Uses Python's own cache folder of this package; another version of Jinja has files of its own."""
        folder = Path(cache_from_source(__file__)).parent
        super().__init__(str(folder), f"page-%s.jinja-{jinja2.__version__}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Reads one compiled template, if it can be read."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Writes one compiled template, unless Python was told to write none."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
