import { expect, it } from "vitest";
import { retry } from "../../../../src/provision/resources/retry.ts";

const named = (name: string) => Object.assign(new Error("wait"), { name });
const rules = { whileError: "QueueDeletedRecently", everyMilliseconds: 1, forMilliseconds: 10_000 };

it("calls again while the error is one that passes", async () => {
  const answers = [named("QueueDeletedRecently"), named("QueueDeletedRecently")];
  const call = async () => {
    const error = answers.pop();
    if (error) throw error;
    return "made";
  };
  expect(await retry(rules, call)).toBe("made");
});

it("throws other errors at once, and the passing one when its time is over", async () => {
  let calls = 0;
  const failing = (name: string) => async () => {
    calls += 1;
    throw named(name);
  };
  await expect(retry(rules, failing("Other"))).rejects.toThrow("wait");
  expect(calls).toBe(1);
  await expect(retry({ ...rules, forMilliseconds: 0 }, failing("QueueDeletedRecently"))).rejects.toThrow(
    "wait",
  );
});
