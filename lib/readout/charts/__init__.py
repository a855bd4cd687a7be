"""Charts that draw offline, each with its description and the rows behind it.

`Figure` and `table` are the two things that a notebook shows; each family of charts is a module of functions from a
table to a `Figure`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readout.charts.figure import Figure, Table, table

_HOME_OF = {"Figure": "figure", "Table": "figure", "table": "figure"}

__all__ = ["Figure", "Table", "table"]


def __getattr__(name: str) -> Any:
    if name in _HOME_OF:
        value = getattr(import_module(f"readout.charts.{_HOME_OF[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"readout.charts has no {name!r}; it has {', '.join(__all__)}.")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
