import { type Profile, profile } from "@skein/contracts/users";

/** A profile as the table has it. */
export const toItem = (stored: Profile, traceparent: string | undefined): Record<string, unknown> => ({
  ...stored,
  // The stream reads it, and the events about this write carry the trace on.
  ...(traceparent !== undefined && { traceparent }),
});

export const fromItem = (item: Record<string, unknown>): Profile => profile.parse(item);
