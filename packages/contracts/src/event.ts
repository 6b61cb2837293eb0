/**
 * Events are CloudEvents 1.0 in JSON (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md)
 * with the distributed tracing extension (`traceparent`).
 *
 * A version only ever gains optional fields; anything else is a new version with a new `type`. So consumers
 * ignore fields they do not know, where an API would refuse them. A new version says how an older one is turned
 * into it (`upcast`), and consumers see the newest only.
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
  /** The version before, and the way from it to this one. */
  readonly upcast?: Upcast<z.input<Data>>;
}

/** Thrown when a received event breaks its contract; says what is wrong, and where in the event. */
export class InvalidEvent extends Error {
  readonly issues: readonly z.core.$ZodIssue[];
  constructor(issues: readonly z.core.$ZodIssue[]) {
    super(
      `The event breaks its contract: ${issues.map(({ path, message }) => `${path.join("/")} ${message}`).join("; ")}`,
    );
    this.name = "InvalidEvent";
    this.issues = issues;
  }
}

/**
 * What a schema makes of a part of an event.
 *
 * @param path where the part is; empty for the whole
 * @throws {InvalidEvent}
 */
export const readPart = <S extends z.ZodMiniType>(
  schema: S,
  part: unknown,
  ...path: readonly string[]
): z.output<S> => {
  const result = schema.safeParse(part);
  if (result.success) return result.data;
  throw new InvalidEvent(result.error.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })));
};

/** Turns the data of an older version into that of the next. */
export interface Upcast<New = unknown> {
  readonly from: EventContract;
  /** @throws {InvalidEvent} when the data breaks the contract of its own version */
  readonly apply: (type: string, data: unknown) => New;
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

interface EventDefinition<
  Service extends string,
  Name extends string,
  Data extends z.ZodMiniType,
  Version extends number,
> {
  readonly service: Service;
  /** `todo.created` */
  readonly name: Name;
  /** 1 unless given. */
  readonly version?: Version;
  readonly summary: string;
  readonly subject: string;
  readonly data: Data;
  readonly upcast?: Upcast<z.input<Data>>;
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
  const Version extends number = 1,
>(
  definition: EventDefinition<Service, Name, Data, Version>,
): EventContract<`skein.${Service}.${Name}.v${Version}`, Data> => {
  const { service, name, version = 1 as Version, summary, subject, data, upcast } = definition;
  return {
    type: `skein.${service}.${name}.v${version}`,
    source: `/skein/${service}`,
    summary,
    subject,
    data,
    ...(upcast && { upcast }),
  };
};

/**
 * Says how the data of the version before becomes that of this one. Versions chain: a third that is upcast from
 * the second takes the first too.
 *
 * @example
 * const userDeleted = defineEvent({ ..., version: 2, data, upcast: upcastFrom(userDeletedV1, (old) => ({ ...old, reason: "unknown" })) });
 */
export const upcastFrom = <Type extends string, Data extends z.ZodMiniType, New>(
  from: EventContract<Type, Data>,
  change: (old: z.output<Data>) => New,
): Upcast<New> => ({ from, apply: (type, data) => change(readData(from, type, data)) });

/**
 * The data of an event of `type`, as the contract's own version has it.
 *
 * @param type one of `typesOf(contract)`
 * @throws {InvalidEvent} when it breaks the contract of its version
 */
export const readData = <Type extends string, Data extends z.ZodMiniType>(
  { type: own, data: schema, upcast }: EventContract<Type, Data>,
  type: string,
  data: unknown,
): z.output<Data> => readPart(schema, type === own || !upcast ? data : upcast.apply(type, data), "data");

/** The types that a contract takes: its own, then those of older versions that it can upcast. */
export const typesOf = ({ type, upcast }: EventContract): readonly string[] => [
  type,
  ...(upcast ? typesOf(upcast.from) : []),
];
