/** What can be done with the conversation as a whole: copy, print, delete; and what is kept of it. */
import { cardButton } from "../card/card_steps.js";
import { button, h } from "../../shared/dom.js";

/** The menu below the header. @param {Chat} chat */
export function toolsMenu(chat) {
  const confirm = h("div", { class: "confirm", role: "group", "aria-label": chat.say("delete"), hidden: true });
  const ask = button(chat.read(chat.say("delete")), () => {
    confirm.hidden = false;
    confirm.querySelector("button").focus();
  });
  const leave = button(chat.read(chat.say("cancel")), () => {
    confirm.hidden = true;
    ask.focus();
  });
  confirm.append(
    h("p", {}, chat.read(chat.say("delete_really"))),
    button(chat.read(chat.say("delete_yes")), () => chat.remove(), { class: "danger" }),
    leave,
  );
  return h(
    "div",
    { class: "tools", id: "tools", hidden: true },
    chat.cardBridge && cardButton(chat),
    button(chat.read(chat.say("copy")), () => chat.copy()),
    button(chat.read(chat.say("print")), () => chat.print()),
    ask,
    confirm,
    h("a", { href: chat.plainPage, class: "plain" }, chat.read(chat.say("plain_page"))),
    h("p", { class: "hint" }, chat.read(chat.say("kept"))),
  );
}

/**
 * Prints the conversation without the page around it, whatever the page's styles say; afterwards all is as before.
 * @param {Element} host @param {HTMLElement} printed where the time of printing stands
 */
export function printOnly(host, printed) {
  const siblings = /** @type {HTMLElement[]} */ ([...host.parentNode.children]);
  const others = siblings.filter((element) => element !== host);
  const before = others.map(({ hidden, style }) => ({
    hidden,
    display: style.getPropertyValue("display"),
    priority: style.getPropertyPriority("display"),
  }));
  printed.textContent = new Date().toLocaleString(printed.lang);
  others.forEach((element) => {
    element.hidden = true;
    element.style.setProperty("display", "none", "important");
  });
  const restore = () =>
    others.forEach((element, i) => {
      const { hidden, display, priority } = before[i];
      element.hidden = hidden;
      element.style.setProperty("display", display, priority);
    });
  addEventListener("afterprint", restore, { once: true });
  print();
}
