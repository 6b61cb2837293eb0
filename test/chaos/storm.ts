/** The faults of a run: `POST /_local/faults` (docs/faults.md). Their effects are those that AWS warns of. */
import { seededRandom } from "@skein/local-cloud/faults/random";

export const publisher = "skein-todos-dev-publishEvents";
export const consumer = "skein-chaos-dev-countEvents";

const queue = "arn:aws:sqs:*:*:skein-dev-chaos-events";
const ownTables = "arn:aws:dynamodb:*:*:table/skein-dev-chaos-*";
const todosTables = "arn:aws:dynamodb:*:*:table/skein-dev-todos*";
const writes = ["PutItem", "UpdateItem", "TransactWriteItems"];

export type Fault = Readonly<Record<string, unknown>> & { readonly kind: string };

const sqs = (...operation: string[]) => ({ service: "sqs", operation, resource: queue });
const functionFails = { code: "Error", message: "the function was made to fail", functionError: true };

/** @param timeoutSeconds of the consumer: some of its writes take longer */
const faults = (timeoutSeconds: number): readonly Fault[] => [
  { kind: "duplicate", ...sqs("ReceiveMessage"), probability: 0.05 },
  { kind: "duplicate", ...sqs("SendMessageBatch"), probability: 0.03 },
  { kind: "duplicate", service: "sns", operation: "PublishBatch", probability: 0.03 },
  { kind: "duplicate", function: consumer, probability: 0.03 },
  { kind: "duplicate", function: publisher, probability: 0.03 },

  { kind: "throttle", service: "dynamodb", operation: writes, resource: ownTables, probability: 0.03 },
  { kind: "throttle", service: "dynamodb", operation: writes, resource: todosTables, probability: 0.01 },
  { kind: "throttle", service: "dynamodb", operation: "GetRecords", probability: 0.03 },
  { kind: "throttle", service: "sns", operation: "PublishBatch", probability: 0.03 },
  { kind: "throttle", ...sqs("ReceiveMessage", "DeleteMessageBatch"), probability: 0.03 },
  { kind: "throttle", function: consumer, probability: 0.02 },

  { kind: "error", service: "dynamodb", operation: writes, resource: ownTables, probability: 0.02 },
  {
    kind: "error",
    when: "after",
    service: "dynamodb",
    operation: writes,
    resource: ownTables,
    probability: 0.02,
  },
  {
    kind: "error",
    when: "after",
    service: "dynamodb",
    operation: writes,
    resource: todosTables,
    probability: 0.01,
  },
  { kind: "error", when: "after", service: "sns", operation: "PublishBatch", probability: 0.03 },
  { kind: "error", when: "after", ...sqs("SendMessageBatch"), probability: 0.03 },
  { kind: "error", when: "after", ...sqs("DeleteMessageBatch"), probability: 0.03 },

  { kind: "error", function: consumer, error: functionFails, probability: 0.01 },
  { kind: "error", when: "after", function: consumer, error: functionFails, probability: 0.02 },
  { kind: "error", when: "after", function: publisher, error: functionFails, probability: 0.02 },

  {
    kind: "delay",
    service: "dynamodb",
    operation: "TransactWriteItems",
    resource: ownTables,
    delayMs: timeoutSeconds * 1_000,
    probability: 0.002,
  },
];

/** All faults of a run. Each has a seed of its own, and another one after every restart. */
export const storm = (
  seed: number,
  restarts: number,
  rate: number,
  timeoutSeconds: number,
): readonly Fault[] =>
  faults(timeoutSeconds).map((fault, index) => ({
    ...fault,
    probability: Math.min(1, Number(fault.probability) * rate),
    seed: seed * 1_000_000 + restarts * 1_000 + index,
  }));

const steps: readonly Readonly<Record<string, unknown>>[] = [
  { service: "dynamodb", operation: "PutItem", resource: "arn:aws:dynamodb:*:*:table/skein-dev-todos" },
  { service: "dynamodb", operation: "GetRecords" },
  { function: publisher },
  { service: "sns", operation: "PublishBatch" },
  sqs("SendMessageBatch"),
  sqs("ReceiveMessage"),
  { function: consumer },
  { service: "dynamodb", operation: "TransactWriteItems" },
  sqs("DeleteMessageBatch"),
];

/** A moment at which the process is killed: before or after a step between POST and effect. */
export const boundary = (seed: number, kill: number): Fault => {
  const random = seededRandom(seed * 1_000 + kill);
  const step = steps[Math.floor(random() * steps.length)];
  return {
    kind: "crash",
    ...step,
    when: random() < 0.5 ? "before" : "after",
    after: Math.floor(random() * 20),
    times: 1,
  };
};
