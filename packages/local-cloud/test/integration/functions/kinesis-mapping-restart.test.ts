import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { startLambdaCloud } from "../../support/lambda-cloud.ts";
import { dataOf, type KinesisEvent, streamsOf } from "../../support/streams.ts";

it("goes on where it was when the cloud restarts: nothing skipped, nothing that was done repeated", async () => {
  const stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-kinesis-"));
  const first = await startLambdaCloud({ kinesis: true, stateDir });
  const before = streamsOf(first);
  const seen: string[] = [];
  await before.mapped("f", (event: KinesisEvent) => void seen.push(...dataOf(event)));
  await before.put("f", "1");
  await eventually(() => expect(seen).toEqual(["1"]));
  // From here on the function hangs: what it has in hand is not done when the cloud ends.
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  first.host.handlers.set("f", () => {
    reach();
    return new Promise(() => undefined);
  });
  await before.put("f", "2");
  await reached;
  await before.put("f", "3");
  await first.close();

  const second = await startLambdaCloud({ kinesis: true, stateDir });
  seen.length = 0;
  second.host.handlers.set("f", (event: KinesisEvent) => void seen.push(...dataOf(event)));
  await streamsOf(second).put("f", "4");
  await second.announce("f");
  await eventually(() => expect(seen).toEqual(["2", "3", "4"]));
  await second.close();
  await rm(stateDir, { recursive: true });
});
