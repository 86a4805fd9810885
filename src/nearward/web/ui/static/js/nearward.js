/* Everything works without this file. It lets a thumb slide along a scale, clears a level tapped twice, and keeps
   what is typed while a live part of the page is renewed. */
"use strict";

document.addEventListener("pointermove", (event) => {
  if (event.buttons !== 1) return;
  const scale = event.target.closest?.(".scale");
  const under = scale && document.elementFromPoint(event.clientX, scale.getBoundingClientRect().top + 24);
  const stop = under?.closest(".scale") === scale && under.closest("label")?.querySelector("input");
  if (stop && !stop.checked) { stop.checked = true; stop.dispatchEvent(new Event("change", { bubbles: true })); }
});

document.addEventListener("click", (event) => {
  const dot = event.target.closest?.(".dots label:not(.none)")?.querySelector("input");
  if (!dot || event.target !== dot) return;
  const dots = dot.closest(".dots");
  if (dots.dataset.last === dot.value) dots.querySelector(".none input").checked = true;
  dots.dataset.last = dots.querySelector(":checked").value;
});

for (const dots of document.querySelectorAll(".dots")) dots.dataset.last = dots.querySelector(":checked")?.value ?? "";

document.addEventListener("htmx:beforeSwap", (event) => {
  const part = event.detail.target;
  const writing = part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
  const written = [...part.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
  if (writing || written) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-replace]");
  if (link) { event.preventDefault(); location.replace(link.href); }
});

/* What is sent from a form that forgets leaves no page behind that the browser could send once more. */
document.addEventListener("submit", async (event) => {
  const form = event.target, data = new FormData(form);
  if (!("forgets" in form.dataset)) return;
  event.preventDefault();
  if (event.submitter?.name) data.append(event.submitter.name, event.submitter.value);
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(data) });
    if (answer.redirected) return location.replace(answer.url);
    const main = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
    main.tabIndex = -1;
    document.querySelector("main").replaceWith(main);
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  } catch { form.submit(); }
});

/* "I can't go on" waits for no net: where the call does not get through, the help kept on this device opens. */
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.orHelp) return;
  event.preventDefault();
  const sent = { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" };
  try {
    const answer = await fetch(form.action, { ...sent, signal: AbortSignal.timeout(8000) });
    if (answer.type === "opaqueredirect") location.assign(form.action);
    else form.submit();
  } catch { location.assign(form.dataset.orHelp); }
});

/* The night screen stays lit while it is looked at, where the browser can. It lets go by itself when the page is left. */
if (document.querySelector("[data-stays-lit]") && "wakeLock" in navigator) {
  const stay = () => { if (document.visibilityState === "visible") navigator.wakeLock.request("screen").catch(() => {}); };
  document.addEventListener("visibilitychange", stay);
  stay();
}

/* A passkey that did not come through says so beside its button. */
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const words of document.querySelectorAll("[data-passkey-trouble]")) words.hidden = false;
});

/* Help and Safety at home stay on this device, the same for everyone, so that both open without the net. The worker
   stands over these pages alone: over a page that writes it could lose the last words sent while that page closes. */
const OVER_HELP = { scope: "/help/" };
navigator.serviceWorker?.register("/sw.js", OVER_HELP).catch(() => {});

/* The zone of this phone, unless one was typed. */
for (const field of document.querySelectorAll("[data-zone]"))
  if (!field.value) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

/* Where the server does not know whose evening it is, this device's clock lights the lamp: 20:30 to 07:00. */
if (document.documentElement.dataset.theme === "auto") {
  const clock = new Date().getHours() * 60 + new Date().getMinutes();
  if (clock >= 1230 || clock < 420) {
    document.documentElement.dataset.theme = "night";
    const colors = [...document.querySelectorAll("[name=theme-color]")];
    for (const color of colors) color.content = colors.at(-1).content;
  }
}

/* What was sent from a private form is not on the page any more for whoever goes back to it. */
let sent = false;
document.addEventListener("submit", (event) => { sent ||= event.target.matches("[autocomplete=off]"); });
window.addEventListener("pageshow", (event) => { if (event.persisted && sent) location.reload(); });

/* Mine and the desk close by themselves. In Mine, what stands half written goes along, sealed, and waits behind the lock. */
const room = document.body.dataset;
if (room.closes) {
  const wait = Number(room.closes) * 1000;
  let written = null, timer = 0, until = Infinity, closing = false;
  const close = () => {
    if (closing) return;
    closing = true;
    document.querySelector("main").hidden = true;
    const here = location.pathname;
    if (!written || !room.aside) return location.replace(`${room.closed}?next=${here}`);
    const path = written.getAttribute("action") || here;
    written.insertAdjacentHTML("beforeend", '<input type="hidden" name="aside">');
    written.elements.aside.value = path;
    written.action = room.aside;
    written.submit();
  };
  /* A phone that slept ran no timer: its clock says that the time has passed. */
  const late = () => { if (Date.now() >= until) close(); };
  const again = () => {
    late();
    clearTimeout(timer);
    until = Date.now() + wait;
    timer = setTimeout(close, wait);
  };
  document.addEventListener("visibilitychange", late);
  for (const sign of ["pointerdown", "keydown", "scroll", "focusin"]) document.addEventListener(sign, again, { passive: true });
  document.addEventListener("input", (event) => { const form = event.target.form; if (form?.method === "post" && !("forgets" in form.dataset)) written = form; });
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  again();
}

/* Help shows as soon as thoughts of harming oneself are chosen, also where nothing can be sent any more. */
for (const help of document.querySelectorAll("[data-when-hurt]")) {
  const form = help.closest("form");
  const look = () => {
    const shows = form.querySelector("[data-hurts]:checked") !== null;
    const before = help.toggleAttribute("data-shown", shows) && !help.dataset.seen;
    if (before) { help.dataset.seen = "yes"; help.scrollIntoView({ block: "nearest" }); }
  };
  form.addEventListener("change", look);
  look();
}

/* A form that keeps itself while it is written: every few seconds, when the page is left, and again when the net is back. */
for (const form of document.querySelectorAll("form[data-keeps]")) {
  const said = form.querySelector("[data-kept]");
  let timer = 0, changed = false, busy = false, stopped = false;
  const later = (seconds) => { if (!timer && !stopped) timer = setTimeout(() => { timer = 0; send(false); }, seconds * 1000); };
  const send = async (keepalive) => {
    if (!changed || stopped || (busy && !keepalive)) return;
    changed = false; busy = true;
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(location.pathname, { method: "POST", body, headers: { "X-Keep": "1" }, redirect: "manual", keepalive });
      if (answer.ok) form.elements.number.value = answer.headers.get("X-Number");
      else stopped = answer.status < 500;
      said.textContent = answer.type === "opaqueredirect" ? form.dataset.closed : answer.status < 500 ? await answer.text() : form.dataset.lost;
      if (answer.status >= 500) throw new Error("the house could not keep it");
    } catch { changed = true; said.textContent = form.dataset.lost; }
    busy = false;
    if (changed) later(5);
  };
  form.addEventListener("input", () => { changed = true; later(2); });
  form.addEventListener("submit", () => { stopped = true; });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(true); });
}

/* A signal on this phone, where the browser can and its person asks for it. */
for (const form of document.querySelectorAll("form[data-phone]")) {
  if (!("serviceWorker" in navigator && "PushManager" in window)) break;
  const [on, none, refused] = ["on", "none", "refused"].map((name) => form.querySelector(`[data-phone-${name}]`));
  on.hidden = false;
  none.hidden = true;
  on.addEventListener("click", async () => {
    if (!form.reportValidity()) return;
    try {
      const worker = await navigator.serviceWorker.register("/sw.js", OVER_HELP);
      while (!worker.active) await new Promise((done) => setTimeout(done, 100));
      await (await worker.pushManager.getSubscription())?.unsubscribe();
      const asked = { userVisibleOnly: true, applicationServerKey: form.dataset.phone };
      const given = (await worker.pushManager.subscribe(asked)).toJSON();
      for (const [name, value] of Object.entries({ endpoint: given.endpoint, ...given.keys }))
        if (form.elements[name]) form.elements[name].value = value;
      form.submit();
    } catch { refused.hidden = false; }
  });
}
