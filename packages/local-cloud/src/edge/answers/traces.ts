import { type HeaderMap, headerText } from "../headers.ts";
import { pointOfPresence, via } from "../viewer/edge-identity.ts";

export interface Traces {
  /** In CloudFront's words. */
  readonly result: string;
  readonly id: string;
  /** Seconds, of what was kept. */
  readonly age: string | undefined;
}

/** Tells of the edge's part in an answer. */
export const withTraces = (headers: HeaderMap, { result, id, age }: Traces): HeaderMap => {
  const earlier = headerText(headers, "via");
  return {
    ...headers,
    "x-cache": `${result} from cloudfront`,
    via: earlier === undefined ? via : `${earlier}, ${via}`,
    "x-amz-cf-pop": pointOfPresence,
    "x-amz-cf-id": id,
    ...(age === undefined ? {} : { age }),
  };
};
