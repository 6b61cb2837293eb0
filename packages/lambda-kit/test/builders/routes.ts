/** A small API to try the stack on. */
import { entityFields } from "@skein/contracts/entity";
import { userId } from "@skein/contracts/ids";
import { page, pageQuery } from "@skein/contracts/pagination";
import { defineRoute } from "@skein/contracts/route";
import { line } from "@skein/contracts/text";
import * as z from "zod/mini";

export const ada = userId.parse("f4c8b4a8-3071-70a5-8f5e-1c9d6a0f2b11");
export const bob = userId.parse("0b8b4a8f-3071-70a5-8f5e-1c9d6a0f2b22");

export const thing = z.object({ id: z.string(), name: z.string(), ...entityFields });
export const aThing = {
  id: "t-1",
  name: "a thing",
  createdAt: "2026-11-22T10:43:00.000Z",
  updatedAt: "2026-11-22T10:43:00.000Z",
  version: 3,
};

const common = { path: "/things/{thingId}", auth: "user", summary: "A thing", concurrency: "etag" } as const;
const params = z.strictObject({ thingId: z.string().check(z.regex(/^t-\d+$/)) });
const body = z.strictObject({
  name: line(1, 5),
  size: z.exactOptional(z.int().check(z.minimum(1))),
  kind: z.exactOptional(z.enum(["a", "b"])),
  "a/b~c": z.exactOptional(z.string()),
});

export const getThing = defineRoute({
  ...common,
  operationId: "getThing",
  method: "GET",
  params,
  responses: { 200: { description: "it", body: thing } },
});

export const putThing = defineRoute({
  ...common,
  operationId: "putThing",
  method: "PUT",
  params,
  body,
  responses: { 200: { description: "it", body: thing } },
});

export const deleteThing = defineRoute({
  ...common,
  operationId: "deleteThing",
  method: "DELETE",
  concurrency: "etag-required",
  params,
  responses: { 204: { description: "gone" } },
});

export const listThings = defineRoute({
  operationId: "listThings",
  method: "GET",
  path: "/things",
  auth: "user",
  summary: "Things",
  query: z.strictObject({ ...pageQuery, kind: z.exactOptional(z.enum(["a", "b"])) }),
  responses: { 200: { description: "some", body: page(thing) } },
});

export const listParts = defineRoute({
  operationId: "listParts",
  method: "GET",
  path: "/things/{thingId}/parts",
  auth: "user",
  summary: "Its parts",
  params,
  query: z.strictObject({ ...pageQuery }),
  responses: { 200: { description: "some", body: page(thing) } },
});

export const createThing = defineRoute({
  operationId: "createThing",
  method: "POST",
  path: "/things",
  auth: "user",
  summary: "New thing",
  body,
  responses: { 201: { description: "it", body: thing, headers: { location: "where it is" } } },
  idempotent: true,
  concurrency: "etag",
});

export const readAsService = defineRoute({
  operationId: "readAsService",
  method: "GET",
  path: "/internal",
  auth: "iam",
  summary: "For services",
  responses: { 200: { description: "who", body: z.object({ arn: z.string() }) } },
});
