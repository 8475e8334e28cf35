// This place is no longer kept on anybody's machine: what was kept is thrown away.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("folkmoot-")) await caches.delete(name);
  }
  await self.registration.unregister();
})()));
