// What every page has: the worker that keeps the look for when there is no network.
const WORKER = "/service-worker.js";

async function takeAway() {
  for (const one of await navigator.serviceWorker.getRegistrations()) {
    const script = (one.active || one.waiting || one.installing)?.scriptURL || "";
    if (script.endsWith(WORKER)) await one.unregister();
  }
}

function settle() {
  const wanted = document.querySelector("link[rel=manifest]");
  const settled = wanted
    ? navigator.serviceWorker.register(WORKER, { scope: "/", updateViaCache: "none" }) : takeAway();
  settled.catch(() => {});
}

if ("serviceWorker" in navigator) {
  if (document.readyState === "complete") settle();
  else addEventListener("load", settle);
}
