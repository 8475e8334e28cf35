// Shows what is like a text while somebody types it. When it cannot be asked, nothing is said.
const PAUSE = 600;

class Alike {
  constructor(place) {
    this.place = place;
    this.form = place.closest("form");
    this.field = this.form.elements[place.dataset.alike];
    this.asked = this.field.value.trim();
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), PAUSE);
    });
  }

  async look() {
    const text = this.field.value.trim();
    if (text === this.asked) return;
    this.asked = text;
    const body = new URLSearchParams([...new FormData(this.form)].filter(([, value]) => typeof value === "string"));
    body.set("look", "yes");
    const answer = await fetch(this.place.dataset.at || this.form.action, { method: "POST", body, headers: { "HX-Request": "true" } })
      .catch(() => null);
    if (answer?.status !== 200) return;
    const html = await answer.text();
    if (text === this.asked && !this.place.contains(document.activeElement)) this.show(html);
  }

  show(html) {
    const found = new DOMParser().parseFromString(html, "text/html");
    const said = found.querySelector("[data-said]")?.dataset.said || "";
    const parts = [...found.body.children];
    this.place.replaceChildren(...parts.map((part) => document.importNode(part, true)));
    this.place.hidden = !parts.length;
    this.place.nextElementSibling.textContent = said;
  }
}

document.querySelectorAll("[data-alike]").forEach((place) => new Alike(place));
