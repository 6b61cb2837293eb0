import { describe, expect, it } from "vitest";
import type { FaultRequest } from "../../../src/faults/fault.ts";
import { createFaultStore } from "../../../src/faults/fault-store.ts";
import { createRedelivery } from "../../../src/faults/redelivery.ts";
import type { Target } from "../../../src/faults/target.ts";

const queue = (name: string): Target => ({
  service: "sqs",
  operation: "ReceiveMessage",
  resources: [`arn:aws:sqs:us-east-1:000000000000:${name}`],
  principals: ["anonymous"],
});

/** Queues that always have new messages, `q1`, `q2`, ..., as many as are asked for. */
const setUp = (fault: Partial<FaultRequest> = {}) => {
  const store = createFaultStore();
  store.add([{ kind: "duplicate", service: "sqs", probability: 1, after: 0, ...fault } as FaultRequest]);
  const redelivery = createRedelivery();
  let sent = 0;
  const receive = async (name: string, input: Record<string, unknown> = {}, empty = false) => {
    const it = { target: queue(name), input };
    const count = empty ? 0 : Number(input.MaxNumberOfMessages ?? 1);
    const fresh = () => {
      const answer = count > 0 ? { Messages: Array.from({ length: count }, () => `${name}${++sent}`) } : {};
      redelivery.keep(it, answer, store.all());
      return answer;
    };
    const answer = redelivery.next(it, () => {}) ?? fresh();
    return "Messages" in answer ? answer.Messages : [];
  };
  return { store, receive };
};

describe("a received message", () => {
  it("comes once more, at the next receive of its queue", async () => {
    const { receive } = setUp({ times: 1 });
    expect(await receive("a")).toEqual(["a1"]);
    expect(await receive("b")).toEqual(["b2"]);
    expect(await receive("a")).toEqual(["a1"]);
    expect(await receive("a")).toEqual(["a3"]);
  });

  it("is one match each: some of a batch may come again, and no more than asked for at once", async () => {
    const { store, receive } = setUp({ after: 1, times: 3 });
    expect(await receive("a", { MaxNumberOfMessages: 5 })).toHaveLength(5);
    expect(store.list()).toMatchObject([{ matched: 5, injected: 3 }]);
    expect(await receive("a", { MaxNumberOfMessages: 2 })).toEqual(["a2", "a3"]);
    expect(await receive("a", { MaxNumberOfMessages: 2 })).toEqual(["a4"]);
    expect(await receive("a", { MaxNumberOfMessages: 2 })).toEqual(["a6", "a7"]);
  });

  it("goes to whoever asks for the same attributes", async () => {
    const { receive } = setUp({ times: 1 });
    const all = { MessageAttributeNames: ["All"] };
    await receive("a", all);
    expect(await receive("a")).toEqual(["a2"]);
    expect(await receive("a", all)).toEqual(["a1"]);
  });

  it("does not come again once the fault is removed", async () => {
    const { store, receive } = setUp();
    await receive("a");
    store.clear();
    expect(await receive("a")).toEqual(["a2"]);
  });
});

it("an empty receive is no match", async () => {
  const { store, receive } = setUp();
  expect(await receive("a", {}, true)).toEqual([]);
  expect(store.list()).toMatchObject([{ matched: 0, injected: 0 }]);
});
