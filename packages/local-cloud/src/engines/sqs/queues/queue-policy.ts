import type { PolicyStatement } from "../../../iam/policy.ts";
import type { Queue } from "./queue.ts";

/** Actions that `AddPermission` can grant. */
export const grantableActions: ReadonlySet<string> = new Set([
  "*",
  "ChangeMessageVisibility",
  "DeleteMessage",
  "GetQueueAttributes",
  "GetQueueUrl",
  "ListDeadLetterSourceQueues",
  "PurgeQueue",
  "ReceiveMessage",
  "SendMessage",
]);

/** The statements of a queue's policy; none when it has no policy. */
export const statementsOf = ({ policy }: Queue): readonly PolicyStatement[] =>
  policy ? ([policy.Statement].flat() as readonly PolicyStatement[]) : [];
