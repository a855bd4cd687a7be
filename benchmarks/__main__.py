"""Run the benchmarks named on the command line, or all: each is a module here with a function `run`."""

import pkgutil
import sys
from importlib import import_module
from pathlib import Path

names = [module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]) if module.name != "__main__"]
for name in sys.argv[1:] or names:
    if name not in names:
        sys.exit(f"No benchmark {name!r}; there are {', '.join(names)}.")
    print(f"\n== {name}", flush=True)
    import_module(f"benchmarks.{name}").run()
