// Elements, made in one expression. Text is always text: nothing here reads markup.

const svgNamespace = 'http://www.w3.org/2000/svg';

/** An HTML element. Functions become listeners; null, undefined and false leave an attribute or a child out. */
export const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);

/** An SVG element. */
export const svg = (tag, attributes, ...children) =>
  fill(document.createElementNS(svgNamespace, tag), attributes, children);

/** Puts children in the place of all there are. */
export const replace = (element, ...children) => element.replaceChildren(...present(children));

/** Changes a text only if it is another: screen readers and selections are left alone. */
export function say(element, text) {
  if (element.textContent !== text)
    element.textContent = text;
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false)
      continue;
    if (typeof value === 'function')
      element.addEventListener(name, value);
    else
      element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...present(children));
  return element;
}

const present = children => children.flat().filter(child => child !== null && child !== undefined && child !== false);
