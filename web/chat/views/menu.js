/** What can be done with the conversation as a whole: copy, print, delete; and what is kept of it. */
import { cardButton } from "./card_button.js";
import { button, h } from "../../shared/dom.js";

/** The menu below the header. @param {ViewContext} view */
export function toolsMenu(view) {
  const confirm = h("div", { class: "confirm", role: "group", "aria-label": view.say("delete"), hidden: true });
  const ask = button(view.words("delete"), () => {
    confirm.hidden = false;
    /** @type {HTMLElement} */ (confirm.querySelector("button")).focus();
  });
  const leave = button(view.words("cancel"), () => {
    confirm.hidden = true;
    ask.focus();
  });
  confirm.append(
    h("p", {}, view.words("delete_really")),
    button(view.words("delete_yes"), () => view.wishes.remove(), { class: "danger" }),
    leave,
  );
  return h(
    "div",
    { class: "tools folded", id: "tools" },
    view.cardBridge && cardButton(view),
    button(view.words("copy"), () => view.wishes.copy()),
    button(view.words("print"), () => view.wishes.print()),
    ask,
    confirm,
    h("a", { href: view.plainPage, class: "plain" }, view.words("plain_page")),
    h("a", { href: view.statement, target: "_blank", rel: "noopener", class: "plain" }, view.words("a11y")),
    h("p", { class: "hint" }, view.words("kept")),
  );
}

/** Says on paper when it was printed. @param {HTMLElement} printed */
export function sayWhen(printed) {
  const locale = printed.lang.replace("en", "en-GB");
  printed.textContent = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" }).format();
}

/**
 * Prints the conversation without the page around it, whatever the page's styles say; afterwards all is as before.
 * @param {Element} host @param {HTMLElement} printed where the time of printing stands
 */
export function printOnly(host, printed) {
  const siblings = /** @type {HTMLElement[]} */ ([.../** @type {ParentNode} */ (host.parentNode).children]);
  const others = siblings.filter((element) => element !== host);
  const before = others.map(({ hidden, style }) => ({
    hidden,
    display: style.getPropertyValue("display"),
    priority: style.getPropertyPriority("display"),
  }));
  sayWhen(printed);
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
