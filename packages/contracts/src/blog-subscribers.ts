/** The blog service: those who hear of new posts by e-mail. */
import * as z from "zod/mini";
import { email } from "./email.ts";
import { defineEvent } from "./event.ts";
import { postId } from "./ids.ts";
import { defineRoute } from "./route.ts";
import { timestamp } from "./time.ts";

export const subscribeRoute = defineRoute({
  operationId: "subscribe",
  method: "POST",
  path: "/subscribers",
  auth: "public",
  summary: "Get new posts by e-mail",
  description: "The answer does not tell whether the address has subscribed before.",
  body: z.strictObject({ email }),
  responses: { 202: { description: "A new subscriber gets a welcome e-mail" } },
  idempotent: true,
});

// Mail programs add parameters of their own to the links in a mail; nobody shall stay subscribed because of that.
const unsubscribeQuery = z.object({ token: z.string() });
const accept = z.object({ accept: z.exactOptional(z.string()) });
const unsubscribed = { description: "The address gets no more mails" } as const;
const pageForPeople = { body: z.string(), mediaType: "text/html" } as const;

export const unsubscribeByLinkRoute = defineRoute({
  operationId: "unsubscribeByLink",
  method: "GET",
  path: "/subscribers/unsubscribe",
  auth: "public",
  summary: "The link in every mail",
  description:
    "Ends the subscription, unless the caller asks for `text/html`: a browser is shown a page that asks first, because programs that look for dangerous links in mails open them too.",
  query: unsubscribeQuery,
  headers: accept,
  responses: {
    200: { description: "A page with a button that unsubscribes", ...pageForPeople },
    204: unsubscribed,
  },
});

export const unsubscribeRoute = defineRoute({
  operationId: "unsubscribe",
  method: "POST",
  path: "/subscribers/unsubscribe",
  auth: "public",
  summary: "Ends a subscription with one click",
  description: "As mail programs do it by RFC 8058. The body is not read; a second time changes nothing.",
  query: unsubscribeQuery,
  headers: accept,
  responses: {
    200: { description: "A page that says so, for a browser", ...pageForPeople },
    204: unsubscribed,
  },
});

/** Between two functions of the blog, over a queue of its own: nobody else hears of it. */
export const mailPageRequested = defineEvent({
  service: "blog",
  name: "mail-page.requested",
  summary: "A page of subscribers shall hear of a post",
  subject: "id of the post",
  data: z.object({
    post: z.object({
      id: postId,
      slug: z.string(),
      title: z.string(),
      excerpt: z.string(),
      publishedAt: timestamp,
    }),
    /** Of the subscribers; their addresses are read when the mails are sent. */
    keys: z.array(z.string()),
  }),
});
