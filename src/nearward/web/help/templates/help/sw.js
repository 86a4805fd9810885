/* The one script that works while no page is open, over /help/ alone; the same for everyone.

   It keeps Help and Safety at home on this device, so that both open without the net. They are asked for without a
   cookie, are the same for everyone, and nothing else is ever kept: every other address is left alone.
   It shows one of two signals, "something new" and "you are needed now", and holds nothing of what they are about. */
"use strict";

const SHELF = {{ shelf|safe }};
const KEPT = {{ kept|safe }};
const PAGES = {{ pages|safe }};
const PATIENCE = 5000;

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const shelf = await caches.open(SHELF);
  await shelf.addAll(KEPT.map((path) => new Request(path, { credentials: "omit", cache: "reload" })));
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== SHELF) await caches.delete(name);
})()));

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  const kept = mode === "navigate" ? PAGES[pathname] : KEPT.includes(pathname) && pathname;
  if (method !== "GET" || origin !== location.origin || !kept) return;
  /* A proxy whose server is down answers for it, with a 502 or the like: that is no more help than no answer. */
  const fresh = fetch(event.request).then((answer) => (answer.status < 500 ? answer : Promise.reject(answer)));
  const late = new Promise((_, refuse) => setTimeout(refuse, PATIENCE));
  const ours = async (failed) =>
    (await caches.match(kept, { ignoreVary: true })) ?? (failed instanceof Response ? failed : fetch(event.request));
  event.respondWith(Promise.race([fresh, late]).catch(ours));
});

const LINES = { en: "Something new.", es: "Hay algo nuevo." };

const NEEDED_NOW = { en: "You are needed now.", es: "Te necesitan ahora." };

self.addEventListener("push", (event) => {
  const needed = event.data?.text() === "now";
  const lines = needed ? NEEDED_NOW : LINES;
  const body = lines[(navigator.language || "en").slice(0, 2)] ?? lines.en;
  const tag = needed ? "nearward-now" : "nearward";
  const more = needed ? { requireInteraction: true, vibrate: [600, 200, 600, 200, 600] } : {};
  event.waitUntil(self.registration.showNotification("Nearward", { body, tag, renotify: true, ...more }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: "window", includeUncontrolled: true }).then((open) => (open[0] ? open[0].focus() : self.clients.openWindow("/"))),
  );
});
