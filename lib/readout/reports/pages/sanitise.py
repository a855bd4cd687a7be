"""Take out of HTML and SVG everything that could run or reach outside, before it comes into a page.

The second of two walls: the pages' content policy lets no script run that is not ours either.
"""

import re
from functools import cache
from typing import Any

#: What notebooks show themselves with: text, tables, folds, the boxes of a legend, and styles.
TAGS = set(
    """a abbr article aside b bdi bdo blockquote br button caption cite code col colgroup dd del details dfn div dl dt
    em fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label legend li main mark nav
    ol p pre q s samp section small span strong style sub summary sup table tbody td tfoot th thead time tr u ul var
    wbr""".split()  # noqa: SIM905 - a hundred quotation marks would not make the list easier to read
)
EVERYWHERE = set(
    """class id title lang dir role hidden tabindex style aria-label aria-labelledby aria-describedby aria-hidden
    aria-controls aria-expanded aria-live""".split()  # noqa: SIM905
)
ATTRIBUTES = {
    "*": EVERYWHERE,
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "input": {"type", "value", "checked", "name", "disabled"},
    "label": {"for"},
    "details": {"open"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope", "headers"},
    "col": {"span"},
    "time": {"datetime"},
}
#: Styles that reach for a file, or that old browsers ran as script.
REACHING = re.compile(r"@import|url\s*\(|expression\s*\(|-moz-binding|javascript:", re.IGNORECASE)


def html(content: str) -> str:
    """Return HTML with only harmless elements and attributes, links that lead to pages, and no reach outside."""
    cleaned = _cleaner().clean(content)
    return re.sub(
        r"<style([^>]*)>(.*?)</style>",
        lambda found: "" if REACHING.search(found[2]) else found[0],
        cleaned,
        flags=re.DOTALL,
    )


@cache
def _cleaner() -> Any:
    import nh3

    def allowed(element: str, attribute: str, value: str) -> str | None:
        if attribute == "style" and REACHING.search(value):
            return None
        if element == "img" and attribute == "src" and not value.startswith("data:image/"):
            return None
        if element == "a" and value.strip().lower().startswith("data:"):
            return None
        if element == "input" and attribute == "type" and value not in ("checkbox", "radio", "search", "text"):
            return "checkbox"
        return value

    return nh3.Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        clean_content_tags={"script"},
        url_schemes={"http", "https", "mailto", "data"},
        attribute_filter=allowed,
        generic_attribute_prefixes={"data-"},
        link_rel="noopener noreferrer",
    )


def svg(content: str, prefix: str) -> str:
    """Return an SVG drawing that can stand in a page: nothing in it runs, its ids begin with `prefix`.

    What a mark says to a screen reader becomes its tooltip too. Returns '' for what is no SVG.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content.encode(), parser)
    except etree.XMLSyntaxError:
        return ""
    if etree.QName(root).localname != "svg":
        return ""
    drawn = "{http://www.w3.org/2000/svg}"
    named = {element.get("id"): f"{prefix}-{element.get('id')}" for element in root.iter() if element.get("id")}
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or not element.tag.startswith(drawn) or _runs(element.tag[len(drawn) :]):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        for attribute, value in list(element.attrib.items()):
            element_name = etree.QName(attribute).localname
            if element_name.lower().startswith("on") or (
                element_name == "href" and not value.startswith(("#", "http"))
            ):
                del element.attrib[attribute]
            elif element_name == "id":
                element.set(attribute, named[value])
            elif element_name in ("aria-labelledby", "aria-describedby"):
                element.set(attribute, " ".join(named.get(part, part) for part in value.split()))
            elif value.startswith("#") and value[1:] in named:
                element.set(attribute, f"#{named[value[1:]]}")
            elif "url(" in value:
                element.set(attribute, _local_urls(value, named))
        said = element.get("aria-label")
        if said and element.get("role") == "graphics-symbol" and element.find(f"{drawn}title") is None:
            tooltip = etree.Element(f"{drawn}title")
            tooltip.text = said
            element.insert(0, tooltip)
    root.set("class", " ".join(filter(None, [root.get("class"), "drawn"])))
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _runs(name: str) -> bool:
    return name.lower() in ("script", "foreignobject", "animate", "set", "animatetransform", "animatemotion", "handler")


def _local_urls(value: str, named: dict[str, str]) -> str:
    """Return a value whose url(#id) points to the renamed id, and that has no other url."""

    def local(found: re.Match[str]) -> str:
        target = found[1].strip("'\" ")
        return f"url(#{named[target[1:]]})" if target[:1] == "#" and target[1:] in named else "none"

    return re.sub(r"url\(([^)]*)\)", local, value)
