/**
 * Events are CloudEvents 1.0 in JSON (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md)
 * with the distributed tracing extension (`traceparent`).
 *
 * A version only ever gains optional fields; anything else is a new version with a new `type`. So consumers
 * ignore fields they do not know, where an API would refuse them.
 */
import * as z from "zod/mini";
import { timestamp } from "./time.ts";

export interface EventContract<Type extends string = string, Data extends z.ZodMiniType = z.ZodMiniType> {
  /** `skein.<service>.<event>.v<version>` */
  readonly type: Type;
  /** `/skein/<service>` */
  readonly source: string;
  /** When it is published, in one line. */
  readonly summary: string;
  /** What `subject` holds. */
  readonly subject: string;
  readonly data: Data;
}

export interface CloudEvent<Type extends string = string, Data = unknown> {
  specversion: "1.0";
  /** Unique within `source`. A redelivered event has the same id: consumers are idempotent by it. */
  id: string;
  source: string;
  type: Type;
  /** The entity that it is about. */
  subject: string;
  time: string;
  datacontenttype: "application/json";
  /** https://www.w3.org/TR/trace-context/#traceparent-header */
  traceparent?: string | undefined;
  data: Data;
}

/** The event that a contract describes: `EventOf<typeof todoCreated>`. */
export type EventOf<C extends EventContract> =
  C extends EventContract<infer Type, infer Data> ? CloudEvent<Type, z.output<Data>> : never;

/** The data of the event that a contract describes. */
export type DataOf<C extends EventContract> = z.output<C["data"]>;

interface EventDefinition<Service extends string, Name extends string, Data extends z.ZodMiniType> {
  readonly service: Service;
  /** `todo.created` */
  readonly name: Name;
  readonly summary: string;
  readonly subject: string;
  readonly data: Data;
}

/**
 * @example
 * const todoCreated = defineEvent({ service: "todos", name: "todo.created", summary: "...", subject: "id of the todo", data });
 * todoCreated.type // "skein.todos.todo.created.v1"
 */
export const defineEvent = <
  const Service extends string,
  const Name extends string,
  Data extends z.ZodMiniType,
>(
  definition: EventDefinition<Service, Name, Data>,
): EventContract<`skein.${Service}.${Name}.v1`, Data> => {
  const { service, name, summary, subject, data } = definition;
  return { type: `skein.${service}.${name}.v1`, source: `/skein/${service}`, summary, subject, data };
};

/** Everything but the data and the type, which belong to a contract. */
const envelope = z.object({
  specversion: z.literal("1.0"),
  id: z.string().check(z.minLength(1)),
  source: z.string(),
  type: z.string(),
  subject: z.string().check(z.minLength(1)),
  time: timestamp,
  datacontenttype: z.literal("application/json"),
  traceparent: z.optional(z.string()),
  data: z.unknown(),
});

/**
 * Checks a received event against its contract.
 *
 * @throws {z.core.$ZodError} naming what is wrong, also when it is an event of another type or source
 */
export const parseEvent = <Type extends string, Data extends z.ZodMiniType>(
  contract: EventContract<Type, Data>,
  value: unknown,
): CloudEvent<Type, z.output<Data>> => {
  const event = envelope.parse(value);
  const type = z.literal(contract.type).parse(event.type);
  z.literal(contract.source).parse(event.source);
  return { ...event, type, data: contract.data.parse(event.data) };
};
