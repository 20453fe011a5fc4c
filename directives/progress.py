"""A progress bar for commands: seen on a terminal only, and never left behind among lines of output."""

from django.core.management.base import OutputWrapper

WIDTH = 30
WIPE = "\r\x1b[K"


class Bar:
    """Draws how many of `total` files are done on `terminal`; does nothing where that is no terminal."""

    def __init__(self, terminal: OutputWrapper, total: int) -> None:
        self.terminal, self.total = terminal, total
        self.shown = total > 1 and terminal.isatty()

    def draw(self, done: int, name: str) -> None:
        """Show that `done` files are behind us and `name` is being worked on."""
        full = WIDTH * done // self.total if self.shown else 0
        self._write(f"{WIPE}[{'#' * full}{'·' * (WIDTH - full)}] {done}/{self.total} {name}")

    def wipe(self) -> None:
        """Clear the line, before anything else is written."""
        self._write(WIPE)

    def _write(self, text: str) -> None:
        if self.shown:
            self.terminal.write(text, style_func=str, ending="")
            self.terminal.flush()
