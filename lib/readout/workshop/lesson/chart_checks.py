"""What a check can see in a chart: which channels carry a field, where its bars begin, and the numbers it draws."""

from collections.abc import Iterator, Mapping
from typing import Any

BARS = ("bar", "area", "rect")


def views(chart: Any) -> Iterator[dict[str, Any]]:
    """Yield the single views of a chart as Vega-Lite: each with its `mark` and `encoding`, layers taken apart."""

    def walk(spec: dict[str, Any], above: dict[str, Any]) -> Iterator[dict[str, Any]]:
        encoding = {**above, **spec.get("encoding", {})}
        inner = [*spec.get("layer", []), *spec.get("hconcat", []), *spec.get("vconcat", []), *spec.get("concat", [])]
        if isinstance(spec.get("spec"), dict):
            facet = spec.get("facet", {})
            encoding |= {"facet": facet} if "field" in facet else facet
            inner.append(spec["spec"])
        for part in inner:
            yield from walk(part, encoding)
        if not inner:
            yield {**spec, "encoding": encoding}

    yield from walk(chart.to_dict(), {})


def _mark(view: Mapping[str, Any]) -> str:
    mark = view.get("mark")
    return str(mark.get("type", "")) if isinstance(mark, Mapping) else str(mark)


def channels_of(chart: Any, field: str) -> set[str]:
    """Return the channels (x, y, color, shape, row …) in which a chart shows a field."""
    return {
        channel
        for view in views(chart)
        for channel, how in view["encoding"].items()
        if isinstance(how, Mapping) and how.get("field") == field
    }


def begins_at_zero(chart: Any) -> bool:
    """Return whether every quantitative axis of bars begins at zero; axes of dots and lines may begin anywhere."""
    for view in views(chart):
        if _mark(view) not in BARS:
            continue
        for channel in ("x", "y"):
            how = view["encoding"].get(channel)
            if not isinstance(how, Mapping) or how.get("type") != "quantitative":
                continue
            scale = how.get("scale") or {}
            domain = scale.get("domain")
            if isinstance(domain, list) and domain and domain[0] != 0:
                return False
            if scale.get("domainMin") not in (None, 0):
                return False
            if scale.get("zero") is False and not isinstance(domain, list) and scale.get("domainMin") != 0:
                return False
            if scale.get("type") == "log":
                return False
    return True


def same_numbers(chart: Any, wanted: Mapping[str, float], group: str, number: str = "claims") -> bool:
    """Return whether a chart draws the wanted number for each group, summed over whatever else is in its table."""
    data = getattr(chart, "data", None)
    if data is None or not hasattr(data, "columns") or not {group, number} <= set(data.columns):
        return False
    return dict(data.groupby(group)[number].sum()) == dict(wanted)
