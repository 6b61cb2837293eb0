import type { ConditionContext } from "./policy.ts";
import type { Lookup } from "./template.ts";

/** The values of one request's condition keys; the names of keys have no case. */
export interface RequestContext {
  /** `undefined` when the request has no such key. */
  values(key: string): readonly string[] | undefined;
  /** For policy variables, which need a key of one value. */
  readonly lookup: Lookup;
}

/** Later sources win: the gateway's own keys come last, so that nobody can bring them along. */
export const requestContext = (...sources: readonly (ConditionContext | undefined)[]): RequestContext => {
  const keys = new Map<string, readonly string[]>();
  for (const source of sources)
    for (const [key, value] of Object.entries(source ?? {}))
      keys.set(key.toLowerCase(), typeof value === "string" ? [value] : value);
  const values = (key: string) => keys.get(key.toLowerCase());
  return {
    values,
    lookup: (key) => {
      const found = values(key);
      return found?.length === 1 ? found[0] : undefined;
    },
  };
};
