/**
 * JSON as the language says it, whatever a page has added to its arrays (Prototype's toJSON makes a text of them).
 * @param {unknown} value
 */
export function toJson(value) {
  return JSON.stringify(value, function (key, made) {
    return Array.isArray(this[key]) ? this[key] : made;
  });
}
