/** Has the browser keep the page for a lost card (bot/pages/templates/sw.js), once this page has loaded. */
function keep() {
  navigator.serviceWorker.register("sw.js", { scope: "lost" }).catch(() => {}); // it opens as any page, then
}

if ("serviceWorker" in navigator) addEventListener("load", keep);
