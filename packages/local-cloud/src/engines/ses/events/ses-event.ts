import type { EventType } from "../configuration-sets/event-destination.ts";

/** Something that SES tells of, as it is published. */
export interface SesEvent {
  readonly type: EventType;
  readonly record: object;
}
