// Keeps the look and the page that says there is no network. Every other page comes from the service.
const NAME = `folkmoot-${VERSION}`;

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(NAME);
  const plain = (path) => new Request(path, { credentials: "omit", cache: "reload" });
  await cache.addAll(SHELL.map(plain));
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("folkmoot-") && name !== NAME) await caches.delete(name);
  }
})()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(SHELL[0])));
    return;
  }
  const path = new URL(request.url).pathname;
  if (path !== SHELL[0] && SHELL.includes(path)) {
    event.respondWith(caches.match(path).then((kept) => kept || fetch(request)));
  }
});
