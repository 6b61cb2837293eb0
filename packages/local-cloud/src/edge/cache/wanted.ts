import type { TimesToLive } from "../../engines/cloudfront/kinds/times-to-live.ts";
import type { OriginAnswer, OriginFetch, OriginRequest } from "../origins/origin.ts";

/** An answer as viewers get it. */
export interface EncodedAnswer extends OriginAnswer {
  /** Headers that follow from the encoding, which the origin cannot change without sending the body again. */
  readonly fixed: ReadonlySet<string>;
}

/** What a viewer wants, where it is kept, and how to get it. */
export interface Wanted {
  readonly key: string;
  /** Where the whole of an object belongs when a part of it is asked for, and the origin sends all of it. */
  readonly wholeKey?: string;
  readonly distributionId: string;
  /** What invalidations may call it. */
  readonly uris: readonly string[];
  readonly ttl: TimesToLive;
  /** Seconds for which an error with this status is kept at least. */
  readonly errorMinimum: (status: number) => number;
  /** Made up when the origin has to be asked, which most of the time it has not. */
  readonly request: () => OriginRequest;
  readonly fetch: OriginFetch;
  readonly encode: (answer: OriginAnswer) => EncodedAnswer;
}
