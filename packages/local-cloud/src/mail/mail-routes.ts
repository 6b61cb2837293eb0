import type { LocalRoute } from "../gateway/local-api.ts";
import type { Mailbox } from "./mailbox.ts";

/** `GET /_local/mail?to=ada@skein.example`: the mails sent, newest first. */
export const mailRoutes = (mailbox: Mailbox): readonly LocalRoute[] => [
  {
    method: "GET",
    path: "/_local/mail",
    access: "open",
    handle: ({ query }) => ({ status: 200, body: mailbox.list({ to: query.get("to") ?? undefined }) }),
  },
];
