import { uuidv7 } from "@skein/contracts/ids";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attempt, IdempotencyStore } from "../../src/idempotency.ts";
import { dynamoDbIdempotency } from "../../src/idempotency-store.ts";
import { capturedLogs } from "../builders/quiet.ts";
import { startTable } from "../builders/table.ts";

const logs = capturedLogs();
let table: Awaited<ReturnType<typeof startTable>>;
let store: IdempotencyStore;
beforeAll(async () => {
  table = await startTable();
  store = dynamoDbIdempotency({ table: () => table.name, client: () => table.client });
});
afterAll(() => table.close());

const start = new Date("2026-11-22T10:43:00Z");
const after = (seconds: number) => new Date(start.getTime() + 1000 * seconds);
const day = 24 * 60 * 60;

let keys = 0;
/** An attempt that starts `at` seconds after the first and may run for ten. */
const attemptOn = (key: string, at = 0, fingerprint = "f"): Attempt => ({
  key,
  fingerprint,
  requestId: uuidv7(),
  now: after(at),
  deadline: after(at + 10),
});
const newKey = () => `k-${++keys}`;
const answer = { status: 201, headers: { location: "/things/1" }, body: { id: "1" } };

describe("an idempotency key", () => {
  it("lets one of many simultaneous requests through", async () => {
    const key = newKey();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => store.begin(attemptOn(key))));
    expect(outcomes.filter(({ outcome }) => outcome === "begun")).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === "idempotency-in-progress")).toHaveLength(19);
  });

  it("lets the same attempt through twice, as after a write whose answer was lost", async () => {
    const attempt = attemptOn(newKey());
    await store.begin(attempt);
    expect(await store.begin(attempt)).toEqual({ outcome: "begun", requestId: attempt.requestId });
  });

  it("gives the first answer again until a day has gone by", async () => {
    const key = newKey();
    const first = attemptOn(key);
    await store.begin(first);
    await store.complete(first, answer);
    expect(await store.begin(attemptOn(key, day - 1))).toEqual({ outcome: "done", answer });
    expect(await store.begin(attemptOn(key, day, "g"))).toMatchObject({ outcome: "begun" });
  });

  it("is bound to what was asked, while it runs and after", async () => {
    const key = newKey();
    const first = attemptOn(key);
    await store.begin(first);
    expect(await store.begin(attemptOn(key, 1, "g"))).toEqual({ outcome: "idempotency-mismatch" });
    await store.complete(first, answer);
    expect(await store.begin(attemptOn(key, 1, "g"))).toEqual({ outcome: "idempotency-mismatch" });
  });

  it("goes to one next attempt when the first one died, with the first one's request id", async () => {
    const key = newKey();
    const first = attemptOn(key);
    await store.begin(first);
    expect(await store.begin(attemptOn(key, 9))).toEqual({ outcome: "idempotency-in-progress" });
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => store.begin(attemptOn(key, 11))));
    expect(outcomes.filter(({ outcome }) => outcome === "begun")).toEqual([
      { outcome: "begun", requestId: first.requestId },
    ]);
  });

  it("is not completed by an attempt that lost it", async () => {
    const key = newKey();
    const late = attemptOn(key);
    await store.begin(late);
    const second = attemptOn(key, 11);
    await store.begin(second);
    await store.complete(late, { status: 500 });
    expect(logs()).toContainEqual(expect.objectContaining({ level: "WARN" }));
    await store.complete(second, answer);
    expect(await store.begin(attemptOn(key, 12))).toEqual({ outcome: "done", answer });
  });

  it("is free for another request after a refusal", async () => {
    const key = newKey();
    const first = attemptOn(key);
    await store.begin(first);
    await store.release(first, { forget: true });
    expect(await store.begin(attemptOn(key, 1, "g"))).toMatchObject({ outcome: "begun" });
  });

  it("is at once free for the same request after a fault, and for no other", async () => {
    const key = newKey();
    const first = attemptOn(key);
    await store.begin(first);
    await store.release(first, { forget: false });
    expect(await store.begin(attemptOn(key, 1, "g"))).toEqual({ outcome: "idempotency-mismatch" });
    expect(await store.begin(attemptOn(key, 1))).toEqual({ outcome: "begun", requestId: first.requestId });
  });
});
