"""quizzer: interview practice in the terminal. The package root imports nothing, so that start-up stays light."""

__version__ = "0.1.0"
