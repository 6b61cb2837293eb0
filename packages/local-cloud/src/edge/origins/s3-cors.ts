/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html */
import type { HeaderMap } from "../headers.ts";
import type { OriginFetch, OriginRequest } from "./origin.ts";

const isCors = (name: string): boolean => name.startsWith("access-control-") || name === "vary";

/**
 * What the bucket's rules add to an answer for a page of another site. Rules are read on the wire of S3 only, where a
 * preflight says the same as the answer that it stands before.
 *
 * @param http S3 over HTTP; the path begins with the bucket
 */
export const corsHeadersOf = async (
  { method, headers: { origin }, protocol }: OriginRequest,
  path: string,
  http: OriginFetch,
): Promise<HeaderMap> => {
  if (origin === undefined) return {};
  const headers = { origin, "access-control-request-method": method };
  const answer = await http({ method: "OPTIONS", path, headers, protocol });
  answer.body.resume();
  if (answer.status !== 200) return {};
  return Object.fromEntries(Object.entries(answer.headers).filter(([name]) => isCors(name)));
};
