import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSqsDriver, type SqsDriver } from "./sqs-driver.ts";

/** As many messages as a queue may have in flight, put into its table: to receive them takes minutes. */
const fill = (stateDir: string, name: string, visibleAt: number): void => {
  const database = new DatabaseSync(path.join(stateDir, "sqs.db"));
  database.exec(`
    INSERT INTO messages (queue_id, message_id, sender_id, sent_at, visible_at, receive_count, received_at, body)
    WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < 120000)
    SELECT queues.id, 'm' || n, 's', ${visibleAt - 2_000}, ${visibleAt}, 1, ${visibleAt - 1_000}, 'x'
    FROM counter, queues WHERE queues.name = '${name}'`);
  database.close();
};

describe("120,000 messages in flight", () => {
  let sqs: SqsDriver;
  beforeEach(async () => {
    sqs = createSqsDriver();
  });
  afterEach(() => sqs.close());

  it("are as many as a standard queue gives out", async () => {
    await sqs.call("CreateQueue", { QueueName: "q" });
    await sqs.send("q", "one too many");
    fill(sqs.stateDir, "q", sqs.now() + 1_000);
    await expect(sqs.receive("q")).rejects.toMatchObject({ code: "OverLimit", status: 403 });
    sqs.pass(2);
    expect(await sqs.receive("q")).toHaveLength(10);
  });
});
