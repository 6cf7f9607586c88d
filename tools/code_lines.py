"""Count the package's lines of code, without blanks, comments and docstrings, and the longest module and body.

python tools/code_lines.py [FOLDER]     the package of this checkout, or another folder of Python files
"""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "evaltoolkit"
_NO_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def code_lines(source: str) -> set[int]:
    r"""Return the numbers of the lines that hold code.

    Examples
    --------
    >>> sorted(code_lines('"Words."\n\nx = 1  # one\n# none\ny = (\n    2\n)\n'))
    [3, 5, 6, 7]
    """
    words = {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    code = {line for token in tokens if token.type not in _NO_CODE for line in range(token.start[0], token.end[0] + 1)}
    return code - words


def longest_body(source: str, code: set[int]) -> int:
    """Return the lines of code of the longest function."""
    functions = (
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return max(
        (len(code & set(range(node.body[0].lineno, (node.end_lineno or 0) + 1))) for node in functions), default=0
    )


def main(folder: Path) -> None:
    """Print the sum over the folder, the longest module and the longest body."""
    sources = {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))}
    lines = {path: code_lines(source) for path, source in sources.items()}
    bodies = {path: longest_body(source, lines[path]) for path, source in sources.items()}
    module, body = max(lines, key=lambda path: len(lines[path])), max(bodies, key=lambda path: bodies[path])
    print(f"modules {len(lines)}, lines of code {sum(map(len, lines.values()))}")
    print(f"longest module {len(lines[module])} ({module.relative_to(folder)})")
    print(f"longest body {bodies[body]} ({body.relative_to(folder)})")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PACKAGE)
