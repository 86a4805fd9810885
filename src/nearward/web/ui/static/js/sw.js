/* Shows the one signal there is. It holds nothing of what it is about. */
"use strict";

const LINES = { en: "Something new.", es: "Hay algo nuevo." };

self.addEventListener("push", (event) => {
  const body = LINES[(navigator.language || "en").slice(0, 2)] ?? LINES.en;
  event.waitUntil(self.registration.showNotification("Nearward", { body, tag: "nearward", renotify: true }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then((open) => (open[0] ? open[0].focus() : self.clients.openWindow("/"))),
  );
});
