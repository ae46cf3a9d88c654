"""The line-oriented face of practice: for pipes, screen readers and dumb terminals."""
