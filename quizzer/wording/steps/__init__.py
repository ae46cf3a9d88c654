"""What the lines of worked solutions are called: one table a subject, put together by :mod:`.naming`."""
