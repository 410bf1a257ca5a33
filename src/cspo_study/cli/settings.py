"""`cspo settings`: what can be set, and setting it."""

import typer
from msgspec import to_builtins

from cspo_study.cli import output
from cspo_study.cli.reading import say, say_wrapped
from cspo_study.places import find_places
from cspo_study.study.preferences import PREFERENCES, Preference, from_words, in_words, is_default, preference
from cspo_study.study.settings import DEFAULTS, FILE_NAME, Settings, change_settings, read_settings

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(epilog="Example: cspo settings workshop 2026-12-15")
def settings(
    name: str | None = typer.Argument(None, help="A setting; all are shown if left out."),
    value: str | None = typer.Argument(None, help="What to set it to; 'default' takes it back."),
    *,
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Show your settings, or change one: cspo settings retention 85, cspo settings keys session.skip=x.

    They are in config.toml (cspo paths), where you can edit them too; comments stay. What is wrong in the file is
    told with its line, and the defaults serve.
    """
    folder = find_places().config
    read = read_settings(folder)
    for problem in read.problems:
        output.narrate(f"cspo: {problem}")
    current = read.settings
    if name is not None:
        chosen = preference(name)
        if value is not None:
            current = change_settings(folder, {name: _value(current, name, value)})
            output.narrate(f"Written to {folder / FILE_NAME}. It counts {chosen.begins}.")
        _show_one(current, chosen, as_json=as_json)
        return
    if as_json:
        output.write_json("settings", to_builtins(current))
        return
    for one in PREFERENCES:
        say(f"{one.name:18} {in_words(current, one.name)}{'' if is_default(current, one.name) else '  (changed)'}")
    say(f"\nWhat one means: cspo settings NAME. The file: {folder / FILE_NAME}")


def _value(current: Settings, name: str, typed: str) -> object:
    """What to write; no own keys left means none in the file."""
    value = from_words(current, name, typed)
    return None if value == getattr(DEFAULTS, name) else value


def _show_one(current: Settings, chosen: Preference, *, as_json: bool) -> None:
    if as_json:
        output.write_json("settings", {chosen.name: to_builtins(getattr(current, chosen.name))})
        return
    say(f"{chosen.title}: {in_words(current, chosen.name)}")
    say_wrapped(chosen.means, "  ")
    say_wrapped(f"As it comes: {in_words(DEFAULTS, chosen.name)}. A change counts {chosen.begins}.", "  ")
