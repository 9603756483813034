/**
 * No two tabs hold one conversation: a duplicated tab, or one that the page opened, begins with a copy of its storage.
 * Tabs of one site ask each other by the conversation's name; the one that was there first keeps it.
 */
import { drawName } from "../../shared/dom.js";

const CHANNEL = "madoguchi";
const TIME_TO_TELL = 200; // ms; a tab that answers later is still heard

export class Tabs {
  /**
   * @param {Memory} memory the tab's conversation
   * @param {() => void} leave called once another tab turns out to hold it
   */
  constructor(memory, leave) {
    this.memory = memory;
    this.leave = leave;
    this.name = drawName();
    this.isSettled = !memory.wasKept;
    this.listen();
    addEventListener("pagehide", () => this.channel && this.channel.close()); // a page that rests holds nothing
    addEventListener("pageshow", (event) => event.persisted && this.listen());
  }

  listen() {
    try {
      this.channel = new BroadcastChannel(CHANNEL);
    } catch {
      return; // an old browser, or a page that may not: as if no other tab were there
    }
    this.channel.onmessage = ({ data }) => this.hear(data || {});
  }

  /** Asks the others; resolves when they had time to answer. */
  async settle() {
    if (this.isSettled || !this.channel) return;
    this.channel.postMessage({ asks: this.name, session: this.memory.session });
    await new Promise((resolve) => {
      this.stopWaiting = resolve;
      setTimeout(resolve, TIME_TO_TELL);
    });
    this.isSettled = true;
  }

  /** @param {{asks?: string, tells?: string, session?: string}} said */
  hear({ asks, tells, session }) {
    if (session !== this.memory.session) return;
    if (tells === this.name) {
      this.leave();
      if (this.stopWaiting) this.stopWaiting(undefined);
    } else if (asks && (this.isSettled || this.name < asks)) {
      this.channel?.postMessage({ tells: asks, session }); // of two that ask at once, the smaller name stays
    }
  }
}
