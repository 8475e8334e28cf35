// Keys on the queues of staff: j and k go through the list, Enter opens, u goes back to the queue, ?
// shows those that work on this page. Others go to what is on it: an answer, a message, a claim, a search.
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

function rows() {
  return [...document.querySelectorAll(dialog.dataset.rows)].filter((one) => one.checkVisibility());
}

function go(step) {
  const list = rows();
  const here = list.indexOf(document.activeElement);
  const next = here < 0 ? 0 : Math.min(Math.max(here + step, 0), list.length - 1);
  list[next]?.focus();
}

const PLACES = { a: "#answer", m: "#message", c: 'form[action$="/claim"] button', "/": "#reference" };

function place(key) {
  const known = Object.hasOwn(PLACES, key) ? [...document.querySelectorAll(PLACES[key])] : [];
  return known.find((one) => one.checkVisibility() || one.closest("details"));
}

function reach(there) {
  const folded = there.closest("details");
  if (folded) folded.open = true;
  if (there.matches(TYPES)) there.focus(); else there.click();
}

const KEYS = {
  j: () => go(1), k: () => go(-1), u: () => location.assign(dialog.dataset.up),
  "?": () => dialog.parentElement.checkVisibility() && show(),
};

function works(key) {
  if (["j", "k", "Enter"].includes(key)) return rows().length > 0;
  return Object.hasOwn(KEYS, key) || Boolean(place(key));
}

function show() {
  for (const line of dialog.querySelectorAll("li")) line.hidden = !works(line.firstElementChild.textContent);
  dialog.showModal();
}

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
  open.addEventListener("click", show);
  dialog.before(open);
}
