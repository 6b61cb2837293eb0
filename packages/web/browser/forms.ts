/** Makes the forms of the site work. Pages are complete without it: it only opens what needs it. */
import type { Outcome } from "./outcome.ts";
import { subscribe } from "./subscribe.ts";
import { unsubscribe } from "./unsubscribe.ts";

const actions: Readonly<Record<string, (fields: FormData) => Promise<Outcome>>> = {
  subscribe: (fields) => subscribe(String(fields.get("email"))),
  unsubscribe: () => unsubscribe(location.search),
};

const enhance = (form: HTMLFormElement): void => {
  const fields = form.querySelector("fieldset");
  const status = form.querySelector<HTMLElement>("[data-status]");
  const action = actions[form.dataset.form ?? ""];
  if (!fields || !status || !action) return;

  const tell = (state: "busy" | "done" | "failed", message: string): void => {
    status.dataset.status = state;
    status.textContent = message;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    // Before the fields are closed: closed ones are left out.
    const given = new FormData(form);
    fields.disabled = true;
    tell("busy", "One moment ...");
    const { done, message } = await action(given);
    tell(done ? "done" : "failed", message);
    fields.disabled = false;
    fields.hidden = done;
    // Whoever has no mouse stays where something happened.
    if (done) status.focus();
    else fields.querySelector<HTMLElement>("input, button")?.focus();
  });
  fields.disabled = false;
};

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-form]")) enhance(form);
for (const note of document.querySelectorAll<HTMLElement>("[data-without-script]")) note.hidden = true;
