import { ask, type Outcome, type Send } from "./outcome.ts";

export const subscribe = async (email: string, send: Send = fetch): Promise<Outcome> =>
  ask(
    "/subscribers",
    { headers: { "content-type": "application/json" }, body: JSON.stringify({ email: email.trim() }) },
    "Thank you. Look into your mailbox: if the address is new to us, a welcome is on its way.",
    send,
  );
