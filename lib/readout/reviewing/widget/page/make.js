/* An element with its attributes and children. */

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== false && value !== undefined) element.setAttribute(name, value === true ? "" : value);
  element.append(...children);
  return element;
};

/** Notebook 7 takes the keys of its command mode before we see them, unless the element in focus itself forbids it. */
const suppress = (root) => {
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  for (const element of root.querySelectorAll("[tabindex], input, select, textarea, summary, button")) element.setAttribute("data-lm-suppress-shortcuts", "true");
};
