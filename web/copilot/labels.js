/** The page's own texts (bot/copilot/labels.py): they stand in the page, so that it can speak when nobody answers. */

/** @type {Record<string, string>} */
let labels;

/** A text of the page. @param {string} name @param {Record<string, string | number>} values for its `{places}` */
export function say(name, values = {}) {
  labels ??= JSON.parse(/** @type {HTMLMetaElement} */ (document.querySelector("meta[name=labels]")).content);
  return labels[name].replace(/\{(\w+)\}/g, (all, key) => (key in values ? String(values[key]) : all));
}
