import { expect, it } from "vitest";
import { createQueues } from "../../../../src/provision/stacks/queues.ts";

it("runs work of one name in turn, also after a failure, and of other names at once", async () => {
  const queues = createQueues();
  const events: string[] = [];
  const work =
    (name: string, fails = false) =>
    async () => {
      events.push(`${name} starts`);
      await new Promise((resolve) => setImmediate(resolve));
      events.push(`${name} ends`);
      if (fails) throw new Error("no");
    };
  const failed = queues.inTurn("a", work("a1", true)).catch(() => undefined);
  void queues.inTurn("a", work("a2"));
  void queues.inTurn("b", work("b1"));
  await queues.idle();
  await failed;
  expect(events).toHaveLength(6);
  expect(events.indexOf("a2 starts")).toBeGreaterThan(events.indexOf("a1 ends"));
  expect(events.indexOf("b1 starts")).toBeLessThan(events.indexOf("a1 ends"));
});
