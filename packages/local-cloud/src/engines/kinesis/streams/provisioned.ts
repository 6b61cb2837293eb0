import type { KinesisContext } from "../context.ts";
import { validation } from "../errors.ts";
import type { Stream } from "./stream.ts";

/** Streams on demand take care of their shards themselves. */
export const requireProvisioned = ({ accountId }: KinesisContext, { name, mode }: Stream): void => {
  if (mode === "ON_DEMAND")
    throw validation(`Request is invalid. Stream ${name} under account ${accountId} is in On-Demand mode.`);
};
