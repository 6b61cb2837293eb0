import { ask, type Outcome, type Send } from "./outcome.ts";

/**
 * @param query of the page, as the link in the mail has it: `?token=...`
 */
export const unsubscribe = async (query: string, send: Send = fetch): Promise<Outcome> => {
  const token = new URLSearchParams(query).get("token");
  if (!token)
    return {
      done: false,
      message: "The address of this page is not complete: open the link at the end of one of our mails.",
    };
  return ask(
    `/subscribers/unsubscribe?${new URLSearchParams({ token })}`,
    { headers: { accept: "application/json" } },
    "Done. You get no more mails from us.",
    send,
  );
};
