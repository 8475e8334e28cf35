// A picture that is pasted or dropped into a text is sent, and stands there as its words and address.
const KINDS = /^image\/(png|jpeg|webp)$/;
const words = JSON.parse(document.getElementById("writing")?.dataset.words || "{}");

class Pictures {
  constructor(form) {
    this.form = form;
    this.field = form.querySelector("textarea");
    this.said = document.createElement("div");
    this.said.setAttribute("role", "status");
    this.field.after(this.said);
    this.field.addEventListener("paste", (event) => this.take(event, event.clipboardData));
    this.field.addEventListener("drop", (event) => this.take(event, event.dataTransfer));
    this.field.addEventListener("dragover", (event) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    });
  }

  take(event, carried) {
    const files = [...(carried?.files || [])];
    if (!files.length || carried.types.includes("text/plain")) return;
    event.preventDefault();
    const file = files.find((one) => KINDS.test(one.type));
    if (file) this.send(file);
    else this.say("fault", words.kinds);
  }

  async send(file) {
    this.say("hint", words.sending);
    const body = new FormData();
    body.set("csrf_token", this.form.elements.csrf_token?.value || "");
    body.set("picture_alt", words.alt);
    body.set("picture", file, "picture");
    try {
      const answer = await fetch("/uploads", { method: "POST", body, headers: { "HX-Request": "true" } });
      if (!answer.ok) return this.say("fault", await this.reason(answer));
      this.put((await answer.json()).text);
      this.say("hint", words.sent);
    } catch {
      this.say("fault", words.unsent);
    }
  }

  async reason(answer) {
    const html = new DOMParser().parseFromString(await answer.text(), "text/html");
    return html.querySelector("p.fault, .lead")?.textContent.trim() || words.unsent;
  }

  // The words in its place are chosen, so that typing says what the picture shows.
  put(text) {
    const { field } = this;
    field.focus();
    const before = field.value.slice(0, field.selectionStart);
    const gap = before && !before.endsWith("\n\n") ? "\n\n" : "";
    const at = before.length + gap.length;
    if (!document.execCommand("insertText", false, gap + text)) field.setRangeText(gap + text, field.selectionStart, field.selectionEnd, "end");
    field.setSelectionRange(at + 2, at + text.indexOf("]"));
  }

  say(kind, sentence) {
    const line = document.createElement("p");
    line.className = kind;
    line.textContent = sentence;
    this.said.replaceChildren(line);
  }
}

document.querySelectorAll("form[data-writes][enctype]").forEach((form) => {
  if (form.querySelector("textarea")) new Pictures(form);
});
