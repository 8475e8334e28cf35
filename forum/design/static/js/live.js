// Says beside a button why nothing came of pressing it; what did work comes from the server as it is.
const said = document.getElementById("said");
let pressed = null;

function forget() {
  document.querySelectorAll("[data-refusal]").forEach((old) => old.remove());
}

function place(button) {
  return button.closest(".tools, .body, .byform")
    || button.closest("li")?.querySelector(".body") || button.parentElement;
}

function tell(sentence) {
  const button = pressed?.isConnected ? pressed : document.activeElement;
  sentence.dataset.refusal = "";
  place(button).append(sentence);
}

function failed() {
  const sentence = document.createElement("p");
  sentence.className = "fault";
  sentence.setAttribute("role", "alert");
  sentence.textContent = said?.dataset.failed || "";
  return sentence;
}

function refusalIn(html) {
  const found = new DOMParser().parseFromString(html || "", "text/html").querySelector("p.fault");
  return found ? document.importNode(found, true) : failed();
}

document.addEventListener("htmx:beforeRequest", (event) => {
  forget();
  pressed = event.detail.requestConfig.triggeringEvent?.submitter || pressed;
  pressed?.setAttribute("aria-busy", "true");
});
document.addEventListener("htmx:afterRequest", () => pressed?.removeAttribute("aria-busy"));
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status < 400) return;
  event.detail.shouldSwap = false;
  tell(refusalIn(event.detail.xhr.responseText));
});
document.addEventListener("htmx:sendError", () => tell(failed()));
document.addEventListener("htmx:timeout", () => tell(failed()));
