"""What the real Anki makes of a package or a text: run with a Python that has ``anki``; prints one JSON object.

``python anki_client.py FIRST [SECOND …]`` imports the files one after the other into an empty collection. It needs
nothing of quizzer.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportCsvRequest

KEPT = "select guid, due, ivl, reps, lapses, queue from cards join notes on notes.id = nid"


def bring_in(collection: Collection, file: Path) -> dict[str, int]:
    """Import ``file``; how many notes were new, updated and so on."""
    if file.suffix == ".txt":
        settings = collection.get_csv_metadata(path=str(file), delimiter=None)
        result = collection.import_csv(ImportCsvRequest(path=str(file), metadata=settings))
    else:
        options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=False, merge_notetypes=False)
        result = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=options))
    names = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck", "empty_first_field")
    return {name: len(getattr(result.log, name)) for name in names} | {"found": result.log.found_notes}


def blank_sides(collection: Collection) -> list[str]:
    """Cards with a side that shows nothing, or a template that is wrong."""
    found = []
    for number in collection.find_cards(""):
        shown = collection.get_card(number).render_output()
        for side in (shown.question_text, shown.answer_text):
            words = re.sub(r"<style>.*?</style>|<(?!img)[^>]*>|\s", "", side, flags=re.DOTALL)
            if not words or "{{" in words:
                found.append(f"{number}: {side[:80]}")
    return found


def state_of(collection: Collection) -> dict[str, object]:
    """Everything that is counted; days are counted from today on."""
    database, today = collection.db, collection.sched.today
    problems, sound = collection.fix_integrity()
    media = collection.media.check()
    return {
        "notes": collection.note_count(),
        "cards": collection.card_count(),
        "reviews": database.scalar("select count() from revlog"),
        "decks": sorted(deck.name for deck in collection.decks.all_names_and_ids()),
        "tags": len(collection.tags.all()),
        "sound": sound,
        "problems": "" if sound else problems,
        "missing": list(media.missing),
        "unused": list(media.unused),
        "memories": database.scalar("select count() from cards where json_extract(data, '$.s') > 0"),
        "schedule": {
            guid: [due - today if queue == 2 else due, *rest, queue] for guid, due, *rest, queue in database.all(KEPT)
        },
    }


def main(files: list[Path]) -> None:
    told: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        imports = []
        for number, file in enumerate(files):
            imports.append(bring_in(collection, file))
            if number == 0:
                told |= state_of(collection) | {"blank": blank_sides(collection)}
                studied = collection.find_cards("is:new")[0]
                collection.sched.set_due_date([studied], "5!")
                before = collection.db.first("select due, ivl from cards where id = ?", studied)
        after = collection.db.first("select due, ivl from cards where id = ?", studied)
        told |= {"imports": imports, "studied_kept": before == after, "notes_after": collection.note_count()}
        told["reviews_after"] = collection.db.scalar("select count() from revlog where type < 4")
        collection.close()
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
