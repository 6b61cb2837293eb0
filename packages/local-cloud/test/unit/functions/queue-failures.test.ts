import fc from "fast-check";
import { expect, it } from "vitest";
import type { ReceivedMessage } from "../../../src/functions/mappings/queue-event.ts";
import { doneMessages } from "../../../src/functions/mappings/queue-failures.ts";

const message = (id: string, attributes: Record<string, string> = {}): ReceivedMessage => ({
  MessageId: id,
  ReceiptHandle: `handle-${id}`,
  Body: "",
  MD5OfBody: "",
  Attributes: attributes,
});

const fifo = (id: string) => message(id, { MessageGroupId: id.slice(0, 1), SequenceNumber: id.slice(1) });

const idsOf = (messages: readonly ReceivedMessage[]) => messages.map(({ MessageId }) => MessageId);

it("deletes all after a success and none after a failure", () => {
  const batch = [message("1"), message("2")];
  expect(doneMessages(batch, { kind: "success" })).toEqual(batch);
  expect(doneMessages(batch, { kind: "failure", reason: "" })).toEqual([]);
});

it("deletes from a standard queue exactly what did not fail, whatever the group", () => {
  const batch = [message("1", { MessageGroupId: "a" }), message("2", { MessageGroupId: "a" })];
  expect(idsOf(doneMessages(batch, { kind: "partial", failed: ["1"] }))).toEqual(["2"]);
});

it("deletes nothing of a FIFO group from its first failure on, and all of the other groups", () => {
  const batches = fc
    .array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 10 })
    .chain((groups) => {
      const ids = groups.map((group, index) => `${group}${index}`);
      return fc.record({ ids: fc.constant(ids), failed: fc.subarray(ids, { minLength: 1 }) });
    });
  fc.assert(
    fc.property(batches, ({ ids, failed }) => {
      const done = idsOf(doneMessages(ids.map(fifo), { kind: "partial", failed }));
      for (const group of ["a", "b", "c"]) {
        const ofGroup = ids.filter((id) => id.startsWith(group));
        const firstFailure = ofGroup.findIndex((id) => failed.includes(id));
        const expected = firstFailure < 0 ? ofGroup : ofGroup.slice(0, firstFailure);
        expect(done.filter((id) => id.startsWith(group))).toEqual(expected);
      }
    }),
  );
});
