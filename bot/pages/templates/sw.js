/* Keeps the page for a lost card on this device, and shows it when the desk or the network is away. Its scope is that
 * page alone: every other page goes its usual way. */
"use strict";
const STORE = "madoguchi-lost-{{ digest }}";
const PAGE = new URL("lost", location).href;
const FILES = ["page.css", "favicon.svg"].map((name) => new URL(`web/{{ version }}/${name}`, location).href);

addEventListener("install", (event) => {
  const fill = caches.open(STORE).then((store) => store.addAll([PAGE, ...FILES]));
  event.waitUntil(fill.then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith("madoguchi-lost-") && name !== STORE;
  const clear = caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))));
  event.waitUntil(clear);
});

/** The desk's answer; what is kept, where there is none. */
function answer(request, kept) {
  return fetch(request).then(
    (response) => (response.ok ? response : caches.match(kept)),
    () => caches.match(kept),
  );
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(answer(request, PAGE));
  else if (FILES.includes(request.url)) event.respondWith(answer(request, request.url));
});
