/** The users service: its API and its events. */
import * as z from "zod/mini";
import { entityFields } from "./entity.ts";
import { defineEvent } from "./event.ts";
import { userId } from "./ids.ts";
import { defineRoute } from "./route.ts";
import { line } from "./text.ts";
import { timestamp } from "./time.ts";
import { wholeNumber } from "./whole-number.ts";

export const displayName = line(1, 80);

/** The profile as its owner sees it. */
export const profile = z.object({
  id: userId,
  email: z.string(),
  displayName: z.string(),
  ...entityFields,
});
export type Profile = z.infer<typeof profile>;

/** The profile as other services see it. */
export const user = z.object({
  id: userId,
  displayName: z.string(),
  ...entityFields,
});
export type User = z.infer<typeof user>;

export const getMeRoute = defineRoute({
  operationId: "getMe",
  method: "GET",
  path: "/me",
  auth: "user",
  summary: "My profile",
  responses: { 200: { description: "The caller's profile", body: profile } },
  errors: ["not-found"],
  concurrency: "etag",
});

export const updateMeRoute = defineRoute({
  operationId: "updateMe",
  method: "PATCH",
  path: "/me",
  auth: "user",
  summary: "Change my profile",
  body: z.strictObject({ displayName }),
  responses: { 200: { description: "The profile after the change", body: profile } },
  errors: ["not-found"],
  concurrency: "etag",
});

export const deleteMeRoute = defineRoute({
  operationId: "deleteMe",
  method: "DELETE",
  path: "/me",
  auth: "user",
  summary: "Close my account",
  description: "Removes the profile and the login. Every other service erases what it holds on the user.",
  responses: { 204: { description: "The account is closed" } },
  errors: ["not-found"],
  concurrency: "etag",
});

export const getUserRoute = defineRoute({
  operationId: "getUser",
  method: "GET",
  path: "/users/{userId}",
  auth: "iam",
  summary: "A user, for other services",
  params: z.strictObject({ userId }),
  responses: { 200: { description: "The user", body: user } },
  errors: ["not-found"],
  concurrency: "etag",
});

export const userRegistered = defineEvent({
  service: "users",
  name: "user.registered",
  summary: "A user confirmed the e-mail address and has a profile",
  subject: "id of the user",
  data: z.object({ userId, displayName: z.string(), registeredAt: timestamp }),
});

export const userUpdated = defineEvent({
  service: "users",
  name: "user.updated",
  summary: "A user changed the profile",
  subject: "id of the user",
  data: z.object({ userId, displayName: z.string(), updatedAt: timestamp, version: wholeNumber(1) }),
});

export const userDeleted = defineEvent({
  service: "users",
  name: "user.deleted",
  summary: "A user closed the account: erase everything held on this user",
  subject: "id of the user",
  data: z.object({ userId, deletedAt: timestamp }),
});
