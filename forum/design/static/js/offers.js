// Offers names and tags while somebody types. Arrows choose, Enter takes, Escape closes; nothing by itself.
const WAIT = 150;
const NAME = /(?:^|[\s(])@((?:[\p{L}\p{N}.'’-]| (?! )){0,40})$/u;
const TAG = /(?:^|,)\s*([^,]*)$/;
const words = JSON.parse(document.getElementById("writing")?.dataset.words || "{}");

function made(tag, facts, text = "") {
  const element = Object.assign(document.createElement(tag), facts);
  element.textContent = text;
  return element;
}

class Offers {
  constructor(field, path) {
    Object.assign(this, { field, path, known: new Map(), found: [], at: -1 });
    this.isLine = field.tagName === "INPUT";
    this.list = made("ul", { id: `${field.id}-offers`, className: "offers", hidden: true, role: "listbox", ariaLabel: words.offers });
    this.said = made("p", { className: "vh", role: "status" });
    field.after(this.list, this.said);
    field.autocomplete = "off";
    field.ariaAutoComplete = "list";
    field.setAttribute("aria-controls", this.list.id);
    if (this.isLine) Object.assign(field, { role: "combobox", ariaExpanded: "false" });
    field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), WAIT);
    });
    field.addEventListener("keydown", (event) => this.press(event));
    field.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take([...this.list.children].indexOf(option));
    });
  }

  // What stands before the cursor and may become a name or a tag; null when nothing does.
  typed() {
    const { value, selectionStart, selectionEnd } = this.field;
    if (selectionStart !== selectionEnd) return null;
    const found = (this.isLine ? TAG : NAME).exec(value.slice(0, selectionStart).slice(-80));
    return found && (found[1] || !this.isLine) ? found[1] : null;
  }

  async look() {
    const typed = this.typed();
    const key = typed?.toLowerCase();
    if (typed === null || (this.empty && key.startsWith(this.empty))) return this.close();
    if (!this.known.has(key) && !(await this.ask(typed, key))) return this.close();
    if (this.typed() !== typed || document.activeElement !== this.field) return;
    const taken = this.isLine ? this.field.value.split(",").map((one) => one.trim()) : [];
    this.show(this.known.get(key).filter((one) => one.text.toLowerCase() !== key.trim() && !taken.includes(one.text)));
  }

  async ask(typed, key) {
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const answer = await fetch(this.path + encodeURIComponent(typed), { signal: this.asking.signal });
      if (!answer.ok) return false;
      const { offers } = await answer.json();
      this.known.set(key, offers);
      if (!offers.length && key.length > 1) this.empty = key;
      return true;
    } catch {
      return false;
    }
  }

  show(found) {
    if (!found.length) return this.close();
    this.found = found;
    this.list.replaceChildren(...found.map((one, index) => {
      const option = made("li", { id: `${this.list.id}-${index}`, role: "option" }, one.text);
      if (one.note) option.append(made("span", { className: "hint" }, one.note));
      return option;
    }));
    this.open(true);
    this.said.textContent = words.offered.replace("{n}", found.length);
    this.list.scrollIntoView({ block: "nearest" });
  }

  close() {
    clearTimeout(this.timer);
    this.open(false);
    this.said.textContent = "";
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    if (this.isLine) this.field.ariaExpanded = String(isOpen);
    this.choose(-1);
  }

  choose(at) {
    this.at = at;
    [...this.list.children].forEach((option, index) => { option.ariaSelected = String(index === at); });
    const chosen = this.list.children[at];
    if (chosen) this.field.setAttribute("aria-activedescendant", chosen.id);
    else this.field.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  press(event) {
    if (this.list.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.found.length - 1;
    const use = {
      ArrowDown: () => this.choose(this.at === last ? 0 : this.at + 1),
      ArrowUp: () => this.choose(this.at > 0 ? this.at - 1 : last),
      Escape: () => this.close(),
      Enter: this.at < 0 ? null : () => this.take(this.at),
    }[event.key];
    if (!use) return;
    event.preventDefault();
    event.stopPropagation();
    use();
  }

  take(index) {
    const { field } = this;
    const text = this.found[index].text + (this.isLine ? ", " : " ");
    const to = field.selectionStart;
    field.setSelectionRange(to - (this.typed() ?? "").length, to);
    if (!document.execCommand("insertText", false, text)) field.setRangeText(text, field.selectionStart, to, "end");
    this.close();
    field.focus();
  }
}

document.querySelectorAll("form[data-offers]").forEach((form) => {
  for (const [name, path] of Object.entries(JSON.parse(form.dataset.offers))) {
    if (form.elements[name]) new Offers(form.elements[name], path);
  }
});
