/** Asking an origin whether what it said still holds: https://www.rfc-editor.org/rfc/rfc9111#section-4.3 */
import CachePolicy from "http-cache-semantics";
import type { HeaderMap } from "../headers.ts";
import type { OriginAnswer, OriginRequest } from "../origins/origin.ts";

export interface Revalidation {
  /** The request with the validators of the answer that is kept; without, when it has none. */
  headersFor(request: OriginRequest): Record<string, string>;
  /** The headers of the origin's answer, brought up to date by a 304. */
  refreshed(request: OriginRequest, answer: OriginAnswer): HeaderMap;
}

type Headers = Record<string, string | string[]>;

const copy = (headers: HeaderMap): Headers =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]),
  );

const described = ({ method, path, headers }: OriginRequest) => ({
  method,
  url: path,
  headers: { ...headers },
});

const present = (headers: Readonly<Record<string, string | string[] | undefined>>): Headers =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/** @param answer with its headers as the origin sent them */
export const revalidationOf = (
  request: OriginRequest,
  answer: Pick<OriginAnswer, "status" | "headers">,
): Revalidation => {
  // Lifetimes follow CloudFront's own rules (time-to-live.ts); the library knows validators and 304s.
  const policy = new CachePolicy(
    described(request),
    { status: answer.status, headers: copy(answer.headers) },
    { shared: true, cacheHeuristic: 0 },
  );
  return {
    headersFor: (next) =>
      Object.fromEntries(
        Object.entries(policy.revalidationHeaders(described(next))).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, String(value)]],
        ),
      ),
    refreshed: (next, { status, headers }) => {
      const { policy: updated } = policy.revalidatedPolicy(described(next), {
        status,
        headers: copy(headers),
      });
      return present(updated.responseHeaders());
    },
  };
};
