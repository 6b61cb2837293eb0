/** What functions do on bad days: they throw, or never answer, before or after their work is done. */
import { createHash } from "node:crypto";
import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";

type Handler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

const kinds = ["throw before", "throw after", "hang before", "hang after"] as const;

type Mischief = (typeof kinds)[number] | undefined;

/** Decided by the seed, the first title of the batch and its attempt: the next attempt may fare better. */
const mischiefFor = ({ Records: [first] }: SQSEvent): Mischief => {
  const title = /"title":"([^"]*)"/.exec(first?.body ?? "")?.[1];
  const attempt = first?.attributes.ApproximateReceiveCount;
  const digest = createHash("sha256").update(`${process.env.MISCHIEF_SEED} ${title} ${attempt}`).digest();
  const strikes = digest.readUInt32BE(0) / 2 ** 32 < Number(process.env.MISCHIEF_RATE);
  return strikes ? kinds[digest.readUInt32BE(4) % kinds.length] : undefined;
};

/** Longer than any function may run: Lambda ends it. */
const hang = () => new Promise<void>((resolve) => setTimeout(resolve, 900_000));

export const mischievous =
  (handler: Handler): Handler =>
  async (event, context) => {
    const mischief = mischiefFor(event);
    if (mischief === "throw before") throw new Error("mischief: nothing is done yet");
    if (mischief === "hang before") await hang();
    const answer = await handler(event, context);
    if (mischief === "throw after") throw new Error("mischief: everything is done already");
    if (mischief === "hang after") await hang();
    return answer;
  };
