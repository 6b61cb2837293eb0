/** For consumers of events; kept apart from the contracts, which go into every function that only publishes. */
import * as z from "zod/mini";
import { type CloudEvent, type EventContract, InvalidEvent, readData, readPart, typesOf } from "./event.ts";
import { timestamp } from "./time.ts";

/** Everything but the data and the type, which belong to a contract. */
const text = z.string().check(z.refine((value) => value !== "", "must not be empty"));

const envelope = z.object({
  specversion: z.literal("1.0"),
  id: text,
  source: z.string(),
  type: z.string(),
  subject: text,
  time: timestamp,
  datacontenttype: z.literal("application/json"),
  traceparent: z.optional(z.string()),
  data: z.unknown(),
});

// By hand: a schema made for each event would cost more than all the rest.
const refuseOther = (key: "type" | "source", value: string, known: readonly string[]): void => {
  if (known.includes(value)) return;
  const message = `must be ${known.join(" or ")}`;
  throw new InvalidEvent([{ code: "custom", path: [key], message, input: value }]);
};

/**
 * Checks a received event against its contract. One of an older version comes out as one of this version.
 *
 * @throws {InvalidEvent} naming what is wrong, also when it is an event of another type or source
 */
export const parseEvent = <Type extends string, Data extends z.ZodMiniType>(
  contract: EventContract<Type, Data>,
  value: unknown,
): CloudEvent<Type, z.output<Data>> => {
  const event = readPart(envelope, value);
  refuseOther("type", event.type, typesOf(contract));
  refuseOther("source", event.source, [contract.source]);
  return { ...event, type: contract.type, data: readData(contract, event.type, event.data) };
};
