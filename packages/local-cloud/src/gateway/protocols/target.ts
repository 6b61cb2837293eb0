import type { RawRequest } from "../engine.ts";

/** Value of `x-amz-target`, `AmazonSQS.SendMessage`, split at its last dot. */
export const targetOf = (request: RawRequest): { prefix: string; operation: string } | undefined => {
  const header = request.headers["x-amz-target"];
  if (typeof header !== "string") return undefined;
  const dot = header.lastIndexOf(".");
  return { prefix: header.slice(0, Math.max(dot, 0)), operation: header.slice(dot + 1) };
};

export const operationOfTarget = (request: RawRequest): string => targetOf(request)?.operation ?? "";
