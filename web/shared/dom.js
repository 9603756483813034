/** Elements without markup: whatever comes from the network ends in a text node. */

/**
 * Makes an element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} name its tag
 * @param {Properties} properties attributes; `on` holds listeners; a value of false or undefined leaves an attribute out
 * @param {...Child} children
 */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "on") Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
    else if (value !== false && value !== undefined) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(
    .../** @type {any[]} */ (children).flat(Infinity).filter((child) => child !== false && child !== undefined),
  );
  return element;
}

/**
 * A button with a name of its own; the second click of a double click presses nothing.
 * @param {Child} label
 * @param {(event: MouseEvent) => unknown} action
 * @param {Properties} properties
 */
export function button(label, action, properties = {}) {
  /** @param {MouseEvent} event */
  const click = (event) => event.detail > 1 || action(event);
  return h("button", { type: "button", on: { click }, ...properties }, label);
}

const INPUT_METHOD = 229; // keyCode of a key that an input method takes, where isComposing comes too late

/** Whether a key belongs to an input method, which is about to make a word of what was typed. @param {KeyboardEvent} event */
export function isComposing(event) {
  return event.isComposing || event.keyCode === INPUT_METHOD;
}

/** Names that nobody can guess: 192 bits, base64url. */
export function drawName() {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}
