/** The chat's window: beside the page where there is room, over all of it where there is not. */
import { h, isComposing } from "../../shared/dom.js";

const SMALL = "(max-width: 30em), (max-height: 30em)"; // as chat.css: phones, large letters, 400 % zoom

export class Dialog {
  /**
   * @param {ShadowRoot} root
   * @param {HTMLAnchorElement} launcher
   * @param {{changed: (isOpen: boolean) => void, escaped: () => boolean}} chat hears whether the window is open; says
   *   whether an Escape closed something inside of it
   */
  constructor(root, launcher, { changed, escaped }) {
    this.launcher = launcher;
    this.changed = changed;
    this.escaped = escaped;
    this.small = matchMedia(SMALL);
    /** @type {HTMLDialogElement} */
    this.element = h("dialog", {
      class: "panel",
      dir: "ltr", // the four languages' own, on whatever page
      "aria-labelledby": "name",
      on: {
        close: () => this.isOpen || this.closed(),
        keydown: (event) => this.key(event),
        cancel: (event) => this.leave(event),
      },
    });
    root.append(this.element);
    this.small.addEventListener("change", () => this.isOpen && this.fit());
  }

  /** An Escape that ends a conversion of an input method is none. @param {KeyboardEvent} event */
  key(event) {
    if (event.key !== "Escape") return;
    if (isComposing(event)) event.preventDefault();
    else this.leave(event);
  }

  /** Escape, or a phone's way back: what is open inside goes first. @param {Event} event */
  leave(event) {
    event.preventDefault();
    if (!this.escaped()) this.close();
  }

  get isOpen() {
    return this.element.open;
  }

  /** @param {boolean} quietly without taking the focus from the page, where the page is still in sight */
  open(quietly) {
    if (this.isOpen) return;
    this.launcher.hidden = true;
    if (quietly && !this.small.matches) this.element.setAttribute("open", "");
    else this.show();
    this.changed(true);
  }

  close() {
    if (this.element.close) this.element.close();
    else this.closed(); // Safari before 15.4
  }

  show() {
    if (!this.element.showModal) this.element.setAttribute("open", "");
    else if (this.small.matches)
      this.element.showModal(); // what lies below is out of reach
    else this.element.show();
  }

  /** Between beside the page and over it, when the window changes its size. */
  fit() {
    const { activeElement } = /** @type {ShadowRoot} */ (this.element.getRootNode());
    this.element.close?.(); // without it, a window over the page would go on to cover it
    this.show();
    /** @type {HTMLElement} */ (activeElement)?.focus();
  }

  closed() {
    this.element.removeAttribute("open");
    this.launcher.hidden = false;
    this.launcher.focus();
    this.changed(false);
  }
}
