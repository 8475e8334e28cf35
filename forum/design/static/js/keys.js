// Keys on the queues of staff: j and k go through the list, Enter opens, ? shows them all. Others go
// to what is on the page of a ticket: its answer, a message, its claim, the queue, the search.
// They never work while somebody types, and can be switched off.
const dialog = document.getElementById("keys");
const choice = dialog?.querySelector("[type=checkbox]");
const NAME = "folkmoot-keys";
const TYPES = "input, textarea, select, [contenteditable]";

function isOn() {
  try { return localStorage.getItem(NAME) !== "off"; } catch { return true; }
}

function choose(on) {
  try { localStorage.setItem(NAME, on ? "on" : "off"); } catch { return; }
}

function go(step) {
  const rows = [...document.querySelectorAll(".queue .go")].filter((one) => one.checkVisibility());
  const here = rows.indexOf(document.activeElement);
  const next = here < 0 ? 0 : Math.min(Math.max(here + step, 0), rows.length - 1);
  rows[next]?.focus();
}

const PLACES = {
  a: "#answer", m: "#message", c: 'form[action$="/claim"] button', u: 'a[href="/desk"]', "/": "#reference",
};

function place(key) {
  const known = Object.hasOwn(PLACES, key) ? [...document.querySelectorAll(PLACES[key])] : [];
  return known.find((one) => one.checkVisibility() || one.closest("details"));
}

function reach(there) {
  const folded = there.closest("details");
  if (folded) folded.open = true;
  if (there.matches(TYPES)) there.focus(); else there.click();
}

const KEYS = { j: () => go(1), k: () => go(-1), "?": () => dialog.parentElement.checkVisibility() && dialog.showModal() };

function press(event) {
  const there = place(event.key);
  const use = KEYS[event.key] || (there && (() => reach(there)));
  if (!use || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (dialog.open || !isOn() || event.target.closest?.(TYPES)) return;
  event.preventDefault();
  use();
}

if (dialog) {
  choice.checked = isOn();
  choice.addEventListener("change", () => choose(choice.checked));
  document.addEventListener("keydown", press);
  const open = document.createElement("button");
  Object.assign(open, { type: "button", className: "btn btn-quiet btn-small" });
  open.textContent = dialog.dataset.label;
  open.addEventListener("click", () => dialog.showModal());
  dialog.before(open);
}
