/** Which telephone lines are open now: asked again when the reader comes back after a while, as an answer may be old. */

const FRESH = 5 * 60_000; // ms; hours begin and end on the hour or the half

export class LineStates {
  /**
   * @param {{start: () => Promise<OpenLines>}} desk
   * @param {(lines: OpenLines) => void} changed hears what the desk says now
   */
  constructor(desk, changed, now = () => Date.now()) {
    this.desk = desk;
    this.changed = changed;
    this.now = now;
    this.asked = now();
    addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.refresh());
  }

  /** Asks, unless that was done just now; what is shown stays where the desk cannot be reached. */
  async refresh() {
    const before = this.asked;
    if (this.now() - before < FRESH) return;
    this.asked = this.now();
    try {
      const { best_line, lines, person } = await this.desk.start();
      this.changed({ best_line, lines, person });
    } catch {
      this.asked = before; // the next occasion asks again
    }
  }

  /**
   * A line of an answer, as it is now.
   * @param {Link} link as the answer named it
   * @param {number | undefined} at when the answer came, ms; undefined for what the desk said together with its lines
   * @param {Link[]} lines all of them in the reader's language
   */
  of(link, at, lines) {
    if (at === undefined || at >= this.asked) return link;
    const now = lines.find((one) => one.value === link.value && one.menu === link.menu && one.label === link.label);
    return now || { ...link, open: undefined, note: "" };
  }
}
