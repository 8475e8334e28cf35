// Asks now and then whether something new was said, and shows a bar that leads there. Nothing moves.
const EVERY = 30000;
const bar = document.querySelector("[data-news]");
let known = "";
let timer = 0;

async function look() {
  const headers = known ? { "If-None-Match": known } : {};
  const options = { headers, credentials: "omit", cache: "no-store" };
  const answer = await fetch(bar.dataset.news, options).catch(() => null);
  if (answer?.status !== 200) return;
  known = answer.headers.get("ETag") || "";
  const html = new DOMParser().parseFromString(await answer.text(), "text/html");
  bar.replaceChildren(...[...html.body.children].map((part) => document.importNode(part, true)));
}

function wait() {
  clearInterval(timer);
  if (document.visibilityState !== "hidden") timer = setInterval(look, EVERY);
}

if (bar) {
  document.addEventListener("visibilitychange", wait);
  wait();
}
