const slides = [...document.querySelectorAll("section.slide")];

function turn(step) {
  const here = slides.findIndex((slide) => slide.getBoundingClientRect().bottom > innerHeight / 2);
  slides[Math.min(Math.max(here + step, 0), slides.length - 1)].scrollIntoView();
}

addEventListener("keydown", (event) => {
  const steps = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
  if (event.key in steps && !event.target.closest("summary, a")) {
    event.preventDefault();
    turn(steps[event.key]);
  }
});
