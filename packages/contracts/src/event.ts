/**
 * Events are CloudEvents 1.0 in JSON (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md)
 * with the distributed tracing extension (`traceparent`).
 *
 * A version only ever gains optional fields; anything else is a new version with a new `type`. So consumers
 * ignore fields they do not know, where an API would refuse them.
 */
import type * as z from "zod/mini";

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
