/* The desk for the My Number Card on any page:
 *   <script src="…/madoguchi.js" data-language="ja" async></script>
 * data-language: ja, ja-x-easy, en, zh, zh-Hant or ko (else the page's, else the browser's) · data-open: the chat is open from the start.
 * Nothing of the page is touched: one element is added, its insides are a shadow tree. Until the chat has loaded, and
 * whenever it cannot, that element is a plain link to the same desk as a form.
 */
(function () {
  "use strict";
  const script = document.currentScript;
  const base = new URL(".", script.src);
  const files = new URL("web/{{ version }}/", base);
  const words = {{ launch | tojson }};

  function language() {
    const wanted = [script.dataset.language, document.documentElement.lang].concat(navigator.languages);
    return wanted.map(known).find((code) => code in words) || "ja";
  }

  /** The code of a tag; of Chinese, which characters are written where. */
  function known(tag) {
    if (tag in words) return tag;
    return /^zh-(hant|tw|hk|mo)/i.test(tag) ? "zh-Hant" : (tag || "").slice(0, 2).toLowerCase();
  }

  function launcher(code) {
    const link = document.createElement("a");
    link.className = link.id = "launcher";
    link.setAttribute("part", "launcher");
    link.lang = code;
    link.dir = "ltr";
    link.href = new URL("plain?language=" + code, base);
    link.textContent = words[code];
    return link;
  }

  /** The link as a landmark of its own, which it also names. */
  function region(link) {
    const section = document.createElement("section");
    section.setAttribute("aria-labelledby", link.id);
    section.append(link);
    return section;
  }

  function stylesheet() {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = new URL("chat.css", files);
    return sheet;
  }

  /** Whether the reader had the chat open on this tab; undefined where it was never opened. */
  function wasOpen() {
    try {
      return JSON.parse(sessionStorage.getItem("madoguchi")).isOpen;
    } catch {
      return undefined; // nothing kept, or nothing may be
    }
  }

  /** On the desk's own page, has the browser keep the page for a lost card, when the line is quiet. */
  function keep() {
    if (base.origin !== location.origin || !("serviceWorker" in navigator)) return;
    const scope = new URL("lost", base).href;
    setTimeout(() => navigator.serviceWorker.register(new URL("sw.js", base), { scope }).catch(() => {}), 10000);
  }

  function begin() {
    if (document.querySelector("madoguchi-chat")) return; // a page with two tags has one desk
    const code = language();
    const host = document.createElement("madoguchi-chat");
    const root = host.attachShadow({ mode: "open" });
    const link = launcher(code);
    const options = { base, files, language: code, languages: Object.keys(words) };
    let loading;
    const load = () => {
      loading =
        loading ||
        import(new URL("chat.js", files)).then(({ start }) => start(root, link, options));
      return loading;
    };
    root.append(stylesheet(), region(link));
    document.body.append(host);
    keep();
    link.addEventListener("click", (event) => {
      event.preventDefault();
      link.setAttribute("aria-busy", "true"); // on a slow line it takes seconds
      load().then(
        (chat) => {
          link.removeAttribute("aria-busy");
          chat.open({ quietly: false });
        },
        () => location.assign(link.href), // the plain page needs nothing of this
      );
    });
    const opens = wasOpen();
    if (opens || (opens === undefined && "open" in script.dataset)) {
      load().then(
        (chat) => chat.open({ quietly: true }),
        () => {}, // the link remains
      );
    }
  }

  if (document.body) begin();
  else addEventListener("DOMContentLoaded", begin);
})();
