import { Readable } from "node:stream";
import { expect, it } from "vitest";
import type { FaultRequest } from "../../../src/faults/fault.ts";
import { createFaultStore } from "../../../src/faults/fault-store.ts";
import { createFaultyCalls } from "../../../src/faults/faulty-calls.ts";
import { RawAnswer } from "../../../src/gateway/engine.ts";
import type { PermittedCall } from "../../../src/gateway/interference.ts";
import { StreamedAnswer } from "../../../src/gateway/stream-protocol.ts";

const permitted = {
  call: {
    service: "s3",
    operation: "GetObject",
    input: {},
    principal: { kind: "anonymous" },
    hangUp: new AbortController(),
  },
  resources: ["arn:aws:s3:::bucket/key"],
} as unknown as PermittedCall;

const lostAnswers = () => {
  const store = createFaultStore();
  const fault: FaultRequest = { kind: "error", service: "s3", when: "after", probability: 1, after: 0 };
  store.add([fault]);
  const calls = createFaultyCalls(store);
  return (answer: object) =>
    calls.after(
      permitted,
      answer,
      async () => answer,
      () => {},
    );
};

it("a stream whose answer is lost is closed", async () => {
  const body = Readable.from(["content"]);
  await expect(lostAnswers()(new StreamedAnswer(200, {}, body))).rejects.toMatchObject({
    code: "InternalError",
  });
  expect(body.destroyed).toBe(true);
});

it("an answer that tells of a failure is passed on", async () => {
  for (const answer of [new StreamedAnswer(404, {}), new RawAnswer(400, {}, "{}")])
    expect(await lostAnswers()(answer)).toBe(answer);
});
