/** Elements without markup: whatever comes from the network ends in a text node. */

/**
 * Makes an element.
 * @param {string} name its tag
 * @param {Object} properties attributes; `on` holds listeners; a value of false or undefined leaves an attribute out
 * @param {...(Node|string|false|undefined|Array)} children
 */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "on") Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
    else if (value !== false && value !== undefined) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== false && child !== undefined));
  return element;
}

/** A button with a name of its own. */
export function button(label, action, properties = {}) {
  return h("button", { type: "button", on: { click: action }, ...properties }, label);
}

/** Names that nobody can guess: 192 bits, base64url. */
export function drawName() {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}
