"""What a page says to a screen reader, and what of it is the report before its annexes."""

from importlib.resources import files

WITHOUT_ANNEXES = """() => {
  const annex = document.querySelector('.annex');
  if (!annex) return;
  let node = annex;
  while (node && node.tagName !== 'H2') node = node.previousElementSibling;
  for (node = node || annex; node;) { const next = node.nextElementSibling; node.remove(); node = next; }
}"""
OPEN_ALL = "() => document.querySelectorAll('details').forEach(each => { each.open = true })"


def without_annexes(page):
    """Take the annexes and their head away."""
    page.evaluate(WITHOUT_ANNEXES)
    return page


def accessible(page):
    """Return the role, the name and the properties of every node that the browser hands to a screen reader."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    return [
        (
            node["role"]["value"],
            node.get("name", {}).get("value", "").strip(),
            {each["name"]: each["value"].get("value") for each in node.get("properties", ())},
        )
        for node in nodes
        if not node.get("ignored")
    ]


def violations(page):
    """Return what axe-core finds, each fault with the first place of it."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {preload: false, resultTypes: ['violations']})")["violations"]
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found]
