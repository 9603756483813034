/**
 * The mask for numbers comes when somebody begins to write: it is half of the chat's code, and whoever presses buttons
 * needs none. Until it is there, nothing that was written is kept or sent.
 */
import { Unreachable } from "./client.js";

export class Masking {
  /** @type {Mask | undefined} the mask, once it is there */
  now;
  /** @type {Promise<Mask> | undefined} */
  #loading;
  #failures = 0;

  /** @param {(name: string) => Promise<{maskNumbers: Mask}>} fetchFile imports one of the chat's files */
  constructor(fetchFile) {
    this.fetchFile = fetchFile;
  }

  /** The mask; rejects where the network has none to give, and may then be asked again. @returns {Promise<Mask>} */
  async load() {
    if (!this.now && navigator.onLine === false) throw new Unreachable("offline");
    // A browser remembers a module that it could not fetch: another try needs another address.
    this.#loading ??= this.fetchFile(this.#failures ? `mask.js?${this.#failures}` : "mask.js").then(
      ({ maskNumbers }) => (this.now = maskNumbers),
      (error) => {
        this.#failures += 1;
        this.#loading = undefined;
        throw new Unreachable(String(error));
      },
    );
    return this.#loading;
  }
}
