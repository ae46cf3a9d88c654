"""The statistics computed a second time, in the plainest way: from the rows of the log, one attempt after the other."""

from __future__ import annotations

import json
import math
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from datetime import date, timedelta


def standing(path):
    """The attempts that still count, in the order of the log, each a dict with its last rating and its day."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute("SELECT * FROM events ORDER BY at, id")]
    undone = {row["target"] for row in rows if row["kind"] == "undo"}
    found = {row["id"]: row for row in rows if row["kind"] == "attempt" and row["id"] not in undone}
    for row in rows:
        if row["kind"] == "rerate" and row["id"] not in undone and row["target"] in found:
            found[row["target"]]["rating"] = row["rating"]
    for row in found.values():
        row["day"] = date.fromisoformat(row["learner_day"])
        row["right"] = row["outcome"] == "correct"
        row["review"] = row["stage"] in ("young", "mature")
    return list(found.values())


def counted(attempts):
    """What some attempts come to, as a record of the JSON."""
    reviews = [one for one in attempts if one["review"]]
    remembered = sum(one["rating"] > 1 for one in reviews)
    return {
        "attempts": len(attempts),
        "correct": sum(one["right"] for one in attempts),
        "partial": sum(one["outcome"] == "partial" for one in attempts),
        "gave_up": sum(one["gave_up"] for one in attempts),
        "seconds": sum(one["elapsed_ms"] for one in attempts) / len(attempts) / 1000 if attempts else None,
        "reviews": len(reviews),
        "remembered": remembered,
        "retention": remembered / len(reviews) if reviews else None,
        "predicted": sum(one["recall"] for one in reviews) / len(reviews) if reviews else None,
    }


def by(attempts, column):
    """What the attempts come to for each value of a column."""
    groups = defaultdict(list)
    for one in attempts:
        if one[column] is not None:
            groups[str(one[column])].append(one)
    return {value: counted(group) for value, group in groups.items()}


def between(attempts, first, last):
    return [one for one in attempts if first <= one["day"] <= last]


def brier_and_loss(reviews):
    """Of the predictions, each replaced by the mean of its bin, and of the constant; None without reviews."""
    if not reviews:
        return [None] * 4
    bins = defaultdict(list)
    for one in reviews:
        bins[min(int(one["recall"] * 20), 19)].append(one["recall"])
    mean = {place: sum(found) / len(found) for place, found in bins.items()}
    share = sum(one["rating"] > 1 for one in reviews) / len(reviews)
    said = [mean[min(int(one["recall"] * 20), 19)] for one in reviews]
    happened = [one["rating"] > 1 for one in reviews]
    return [score(said, happened) for said in (said, [share] * len(reviews)) for score in (_brier, _loss)]


def _brier(said, happened):
    return sum((p - y) ** 2 for p, y in zip(said, happened, strict=True)) / len(said)


def _loss(said, happened):
    clipped = [min(max(p, 1e-6), 1 - 1e-6) for p in said]
    return sum(-math.log(p if y else 1 - p) for p, y in zip(clipped, happened, strict=True)) / len(said)


def streaks(days, today):
    """The days in a row up to today or yesterday, and the most there ever were."""
    found = {day for day in days if day <= today}

    def run_ending(day):
        return 0 if day not in found else 1 + run_ending(day - timedelta(days=1))

    return run_ending(today) or run_ending(today - timedelta(days=1)), max(map(run_ending, found), default=0)


def mended(attempts, today):
    """The beliefs that were mended in the last seven days, with the item and both days."""
    last = {one["misconception"]: place for place, one in enumerate(attempts) if one["misconception"]}
    found = set()
    for belief, place in last.items():
        shown = attempts[place]
        for later in attempts[place + 1 :]:
            if later["item"] == shown["item"] and later["right"] and later["day"] > shown["day"]:
                if today - timedelta(days=6) <= later["day"] <= today:
                    found.add((belief, shown["item"], shown["learner_day"], later["learner_day"]))
                break
    return found


def mastery(attempts):
    """Items, those right on three days, and those mastered, of each topic; an item's topic is that of its last try."""
    topic = {one["item"]: one["topic"] for one in attempts}
    right = {item: {one["day"] for one in attempts if one["item"] == item and one["right"]} for item in topic}
    typed = {item: any(one["item"] == item and one["right"] and one["typed"] for one in attempts) for item in topic}
    items, lasting, mastered = Counter(), Counter(), Counter()
    for item, name in topic.items():
        items[name] += 1
        lasting[name] += len(right[item]) >= 3
        mastered[name] += len(right[item]) >= 3 and typed[item]
    return {name: {"items": items[name], "three_days": lasting[name], "mastered": mastered[name]} for name in items}


def as_json(record):
    """A record as it comes back from JSON."""
    return json.loads(json.dumps(record))
