/** One call of a function on its way through serverless-offline, which passes events on untouched. */
export interface Invocation {
  readonly requestId: string;
  readonly event: unknown;
}

export const isInvocation = (value: unknown): value is Invocation =>
  typeof value === "object" && value !== null && "requestId" in value && "event" in value;
