// Helps with writing: tools that shape the text, a preview, and a draft that is saved on the server.
const WAIT = 2000;
const words = JSON.parse(document.getElementById("writing")?.dataset.words || "{}");

function made(tag, facts = {}, text = "") {
  const element = Object.assign(document.createElement(tag), facts);
  element.textContent = text;
  return element;
}

// What the browser can undo again, where it can.
function put(field, text, from, to) {
  field.focus();
  field.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, text)) field.setRangeText(text, from, to, "end");
}

function around(field, before, after) {
  const [from, to] = [field.selectionStart, field.selectionEnd];
  const inside = field.value.slice(from, to) || words.here;
  put(field, before + inside + after, from, to);
  field.setSelectionRange(from + before.length, from + before.length + inside.length);
}

function eachLine(field, before) {
  const from = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
  const to = Math.max(field.selectionEnd, from);
  const lines = (field.value.slice(from, to) || words.here).split("\n");
  put(field, lines.map((line) => before + line).join("\n"), from, to);
}

const TOOLS = {
  bold: (field) => around(field, "**", "**"),
  link: (field) => around(field, "[", "](https://)"),
  list: (field) => eachLine(field, "- "),
  quote: (field) => eachLine(field, "> "),
  code: (field) => around(field, "`", "`"),
};

function tokenOf(form) {
  return form.querySelector("[name=csrf_token]")?.value || "";
}

// Resolves to the part that came back, or to nothing for an answer that is no part of ours.
async function ask(path, fields, options = {}) {
  const answer = await fetch(path, {
    method: "POST", body: new URLSearchParams(fields), headers: { "HX-Request": "true" }, ...options,
  });
  const html = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { status: answer.status, part: html.querySelector(".prose, .hint, .fault") };
}

class Writing {
  constructor(form) {
    this.form = form;
    this.place = form.dataset.writes;
    form.querySelector("[name=preview]")?.remove(); // The one above each text opens it in place.
    this.note = made("div", { className: "write-note" });
    form.append(this.note);
    form.querySelectorAll("textarea").forEach((field) => this.equip(field));
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      // A button with a name is one of several ways to send it: that is chosen, never guessed.
      if (form.querySelector("button[name]:not([type=button])")) return;
      event.preventDefault();
      form.requestSubmit();
    });
    if (this.place) this.keep();
  }

  equip(field) {
    const bar = made("div", { className: "tools", role: "group", ariaLabel: words.tools });
    for (const [name, use] of Object.entries(TOOLS)) {
      const button = made("button", { type: "button" }, words[name]);
      button.addEventListener("click", () => use(field));
      bar.append(button);
    }
    const look = made("button", { type: "button", ariaExpanded: "false" }, words.preview);
    look.addEventListener("click", () => this.preview(field, look));
    bar.append(look);
    field.before(bar);
  }

  async preview(field, look) {
    const open = field.nextElementSibling;
    if (open?.matches(".write-preview")) {
      open.remove();
      look.textContent = words.preview;
      look.ariaExpanded = "false";
      return;
    }
    const fields = { csrf_token: tokenOf(this.form), body: field.value };
    const { part } = await ask("/preview", fields).catch(() => ({}));
    if (!part) return this.fail();
    const box = made("section", { className: "panel panel-sunk write-preview stack g3" });
    box.ariaLabel = words.shown;
    box.tabIndex = 0;
    box.append(document.importNode(part, true));
    field.after(box);
    look.textContent = words.back;
    look.ariaExpanded = "true";
  }

  keep() {
    this.saved = this.sent = this.texts();
    this.form.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), WAIT);
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.save({ keepalive: true });
    });
    this.form.addEventListener("submit", (event) => this.post(event));
  }

  texts() {
    const fields = [...new FormData(this.form)].filter(([, value]) => typeof value === "string");
    return new URLSearchParams([...fields, ["place", this.place]]).toString();
  }

  // True when the service was there, whatever it thought of the text.
  async save(options = {}) {
    clearTimeout(this.timer);
    const texts = this.texts();
    if (texts === this.saved || this.posted) return true;
    try {
      const { status, part } = await ask("/me/drafts", texts, options);
      if (status >= 500) throw new Error(status);
      if (status < 400) this.saved = texts;
      if (part) this.note.replaceChildren(document.importNode(part, true));
      return true;
    } catch {
      this.fail();
      return false;
    }
  }

  // Nothing leaves this page before the text is safe: a browser that finds no service would drop it.
  async post(event) {
    if (this.posted) return;
    event.preventDefault();
    const { submitter } = event;
    this.saved = "";
    if (!(await this.save())) return;
    this.posted = true;
    this.form.requestSubmit(submitter);
    setTimeout(() => { this.posted = false; }, 5000);
  }

  fail() {
    const sentence = made("p", { className: "fault" }, words.failed);
    sentence.setAttribute("role", "alert");
    this.note.replaceChildren(sentence);
  }
}

document.querySelectorAll("form[data-writes]").forEach((form) => new Writing(form));
