"""The steps of tidying, in the order in which they must run."""

from collections.abc import Callable, Sequence

from search.damage import damage_edits
from search.gloss import gloss_edits
from search.lines import line_edits
from search.markup import entity_edits, escape_edits, markdown_edits, tag_edits
from search.mojibake import encoding_edits
from search.offsets import Edit
from search.shifted import shift_edits
from search.spaces import space_edits
from search.traditional import simplify_edits
from search.widths import width_edits

Stage = Callable[[str], Sequence[Edit]]

# Damage first, while glosses and widths still tell what happened; lines last, when every line is clean.
STAGES: tuple[Stage, ...] = (
    encoding_edits,
    shift_edits,
    damage_edits,
    tag_edits,
    escape_edits,
    entity_edits,
    markdown_edits,
    gloss_edits,
    simplify_edits,
    width_edits,
    space_edits,
    line_edits,
)
