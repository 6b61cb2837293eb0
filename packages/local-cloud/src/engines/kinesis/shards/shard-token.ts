import { expiredNextToken, invalidArgument } from "../errors.ts";

/** Where a listing of shards goes on. */
export interface ShardToken {
  readonly streamName: string;
  /** Index of the last shard that was listed. */
  readonly after: number;
  /** The `ShardFilter` of the first call. */
  readonly filter: unknown;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
}

const lifetimeMs = 300_000;

export const writeShardToken = (token: ShardToken): string =>
  Buffer.from(JSON.stringify(token)).toString("base64");

const parse = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, "base64").toString("utf8"));
  } catch {
    return undefined;
  }
};

/** @throws {AwsError} `InvalidArgumentException` */
export const readShardToken = (text: string): ShardToken => {
  const token = parse(text);
  if (typeof token !== "object" || token === null) throw invalidArgument("NextToken is invalid.");
  const { streamName, after, filter, issuedAt }: Partial<Record<keyof ShardToken, unknown>> = token;
  if (typeof streamName !== "string" || typeof after !== "number" || typeof issuedAt !== "number")
    throw invalidArgument("NextToken is invalid.");
  return { streamName, after, filter, issuedAt };
};

/** @throws {AwsError} `ExpiredNextTokenException` 5 minutes after it was given out */
export const requireFreshToken = ({ issuedAt }: ShardToken, now: number): void => {
  if (now - issuedAt > lifetimeMs)
    throw expiredNextToken(`NextToken expired: it is good for ${lifetimeMs / 1_000} seconds.`);
};
