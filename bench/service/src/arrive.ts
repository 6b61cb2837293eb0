/** The shortest consumer there is: it notes what came and when, and tells the bench over a connection that stays open. */
import { connect } from "node:net";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";

const collector = connect(Number(process.env.COLLECTOR_PORT), "127.0.0.1").setNoDelay(true).unref();

export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  const at = performance.timeOrigin + performance.now();
  const ids = Records.map(({ body }) => (JSON.parse(body) as { id: string }).id);
  collector.write(`${JSON.stringify({ at, ids })}\n`);
  return { batchItemFailures: [] };
};
