/** The chat's window: beside the page where there is room, over all of it where there is not. */
import { h } from "./dom.js";

const SMALL = "(max-width: 480px), (max-height: 480px)"; // as chat.css: phones, and 400 % zoom

export class Dialog {
  /** @param {function(boolean)} changed hears whether the window is open */
  constructor(root, launcher, changed) {
    Object.assign(this, { launcher, changed, small: matchMedia(SMALL) });
    this.element = h("dialog", { class: "panel", "aria-labelledby": "name", on: { close: () => this.isOpen || this.closed() } });
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) this.close();
    });
    root.append(this.element);
    this.small.addEventListener("change", () => this.isOpen && this.fit());
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
    else if (this.small.matches) this.element.showModal(); // what lies below is out of reach
    else this.element.show();
  }

  /** Between beside the page and over it, when the window changes its size. */
  fit() {
    const focused = this.element.getRootNode().activeElement;
    this.element.close?.(); // without it, a window over the page would go on to cover it
    this.show();
    focused?.focus();
  }

  closed() {
    this.element.removeAttribute("open");
    this.launcher.hidden = false;
    this.launcher.focus();
    this.changed(false);
  }
}
