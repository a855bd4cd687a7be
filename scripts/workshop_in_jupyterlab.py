"""Lesson A of a built workshop, done in a real JupyterLab: for the browser test and for the trial of the bundle."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import jupyter_lab


def right_answers(folder):
    """Return the answers of lesson A as a learner would give them: labels to choose, then words to type."""
    from readout.workshop import open_lesson

    before = Path.cwd()
    os.chdir(folder / "learners")
    try:
        lesson = open_lesson("a")
    finally:
        os.chdir(before)
    chosen = [row.options[row.right[0]] for row in lesson.ask("a1")]
    typed = [row.right[0] for exercise in ("a2", "a3") for row in lesson.ask(exercise)]
    return chosen, typed


def do_lesson_a(page, address, chosen, typed, path="learners/a_three_voices.ipynb"):
    """Run the lesson, answer all of it in its lists and boxes, run it again; return what its checks said each time."""
    said = [checks(jupyter_lab.run_notebook(page, address, path))]
    page.locator(".jp-OutputArea .widget-dropdown select").nth(len(chosen) - 1).wait_for()
    for number, label in enumerate(chosen):
        page.locator(".jp-OutputArea .widget-dropdown select").nth(number).select_option(label=label)
    for number, words in enumerate(typed):
        box = page.locator(".jp-OutputArea .widget-text input").nth(number)
        box.fill(words)
        box.press("Tab")
    outputs = page.evaluate(
        """async () => {
          const notebook = window.jupyterapp.shell.currentWidget;
          await window.jupyterapp.commands.execute('notebook:run-all-cells');
          return notebook.content.widgets.filter(cell => cell.model.type === 'code')
            .map(cell => cell.model.sharedModel.getOutputs());
        }"""
    )
    said.append(checks(outputs))
    return said


def checks(outputs):
    """Return what the checks among the outputs of a notebook said, in order."""
    words = [str(output.get("data", {}).get("text/plain", "")) for cell in outputs for output in cell]
    errors = [output["ename"] for cell in outputs for output in cell if output["output_type"] == "error"]
    return [one for one in words if one.startswith("Exercise ")] + errors
