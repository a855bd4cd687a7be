"""The project as a whole: what a newcomer relies on before any feature."""

import json
import re
import subprocess
import sys
from pathlib import Path


def test_import_loads_no_heavy_package() -> None:
    heavy = "pandas altair spacy nltk papermill pydantic"
    code = f"import sys, readout; print([name for name in {heavy.split()!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_notebooks_are_committed_without_outputs(project: Path) -> None:
    full = []
    for path in sorted((project / "notebooks").rglob("*.ipynb")):
        if ".ipynb_checkpoints" not in path.parts:
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            if any(cell.get("outputs") or cell.get("execution_count") for cell in cells):
                full.append(path.name)
    assert full == []


def test_no_page_of_ours_names_a_content_network(project: Path) -> None:
    sources = [path for kind in ("*.py", "*.j2", "*.js", "*.css") for path in (project / "lib").rglob(kind)]
    loading = re.compile(r"""(?:src|href)=["']https?://|@import\s+url|cdn\.""")
    assert [path.name for path in sources if loading.search(path.read_text(encoding="utf-8"))] == []
