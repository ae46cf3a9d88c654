"""How keys come from the terminal: as Textual reads them, but Escape is not kept waiting."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, cast

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from quizzer.tui.app import QuizzerApp

ESCAPE_SECONDS = 0.01
"""So long what begins like a key's sequence may stay alone before it is the Escape key; ESCDELAY says otherwise.

Textual's own 0.1 s can be felt at every step back. tmux waits as briefly (escape-time, since its release 3.5).
"""
IDLE_SECONDS = 0.1
AT_ONCE = 4096


class PromptDriver(LinuxDriver):
    """Textual's driver for terminals, with an Escape key that acts at once."""

    def run_input_thread(self) -> None:
        """Hand over what is typed until the program ends, or end it where nothing can be typed any more.

        Textual's own loop looks for a lone Escape only every tenth of a second, whatever ESCDELAY says.
        """
        if "ESCDELAY" not in os.environ:
            constants.ESCAPE_DELAY = ESCAPE_SECONDS  # type: ignore[misc]  # the parser asks for it at each Escape
        parser = XTermParser(self._debug)
        keys_first = cast("QuizzerApp", self._app).keys_first
        decode = getincrementaldecoder("utf-8")("replace").decode  # bytes that are no text must not end the program
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            came = b""
            while not self.exit_event.is_set():
                if selector.select(constants.ESCAPE_DELAY if came else IDLE_SECONDS):
                    came = self._read()
                    if not came:
                        self._app.call_later(self._app.action_quit)
                        return
                    keys_first.pressed()
                    text = decode(came)  # nothing yet of a letter whose bytes come in two pieces
                    for event in parser.feed(text) if text else ():
                        self.process_message(event)
                else:
                    came = b""
                for event in parser.tick():
                    self.process_message(event)

    def _read(self) -> bytes:
        """What was typed; nothing where the terminal is gone."""
        try:
            return os.read(self.fileno, AT_ONCE)
        except OSError:
            return b""
