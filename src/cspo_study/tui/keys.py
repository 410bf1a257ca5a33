"""The keys of the place one is at, read off the bindings that are active there."""

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen

from cspo_study.study.plaintext import columns
from cspo_study.tui.sheets import Sheet

ARROWS = {"up": "↑", "down": "↓", "left": "←", "right": "→", "enter": "⏎", "escape": "esc", "space": "space"}


def keys_sheet(screen: Screen[object]) -> Sheet:
    """Every key that does something here, with what it does; those of the focus first."""
    rows: dict[str, tuple[list[str], str]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if not active.enabled or not is_ours(binding):
            continue
        keys, _ = rows.setdefault(binding.id or "", ([], binding.description))
        key = shown_key(binding.key)
        if key not in keys:
            keys.append(key)
    merged: dict[str, list[str]] = {}
    for keys, description in rows.values():
        merged.setdefault(description, []).extend(keys)
    width = max((columns(" ".join(keys)) for keys in merged.values()), default=0)
    merged["Find any action, goal or term"] = ["ctrl+p"]
    lines = [
        Content.assemble((f"{' '.join(keys):{width}}", "bold $accent"), f"  {description}")
        for description, keys in merged.items()
    ]
    return Sheet("Keys here", Content("\n").join(lines))


def is_ours(binding: Binding) -> bool:
    """Whether a binding belongs to the room: Textual's own for scrolling and copying are left out of lists."""
    return bool(binding.id and "." in binding.id and binding.description)


def shown_key(key: str) -> str:
    """A key as it is shown to people."""
    from textual.keys import format_key

    parts = key.split("+")
    return "+".join([*parts[:-1], ARROWS.get(parts[-1], format_key(parts[-1]))])
