"""Text beside a gutter: its lines stand under one another, whatever stands before the first."""

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class HangingText(Visual):
    """A gutter of fixed width, and a body that wraps beside it. One widget where three would be needed otherwise."""

    def __init__(self, gutter: Content, body: Content, indent: int) -> None:
        self.gutter = gutter
        self.body = body
        self._indent = indent

    @property
    def plain(self) -> str:
        """What is written, without styles."""
        return f"{self.gutter.plain} {self.body.plain}"

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        body = self.body.render_strips(max(width - self._indent, 1), None, style, options)
        (first, *_) = self.gutter.render_strips(self._indent, 1, style, options)
        blank = Strip.blank(self._indent, style.rich_style)
        gutters = [first.adjust_cell_length(self._indent, style.rich_style), *[blank] * (len(body) - 1)]
        strips = [Strip.join([before, after]) for before, after in zip(gutters, body, strict=True)]
        return strips if height is None else strips[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return self._indent + self.body.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self.body.get_height(rules, max(width - self._indent, 1))
