import type { ConditionContext } from "./policy.ts";
import type { Lookup } from "./template.ts";

/** The values of one request's condition keys; the names of keys have no case. */
export interface RequestContext {
  /** `undefined` when the request has no such key. */
  values(key: string): readonly string[] | undefined;
  /** For policy variables, which need a key of one value. */
  readonly lookup: Lookup;
}

/** Where values come from; a function is called when a policy asks for its first key, which most never do. */
type Source = ConditionContext | (() => ConditionContext) | undefined;

const keysOf = (sources: readonly Source[]): ReadonlyMap<string, readonly string[]> => {
  const keys = new Map<string, readonly string[]>();
  for (const source of sources) {
    const context = typeof source === "function" ? source() : source;
    for (const [key, value] of Object.entries(context ?? {}))
      keys.set(key.toLowerCase(), typeof value === "string" ? [value] : value);
  }
  return keys;
};

/** Later sources win: the gateway's own keys come last, so that nobody can bring them along. */
export const requestContext = (...sources: readonly Source[]): RequestContext => {
  let keys: ReadonlyMap<string, readonly string[]> | undefined;
  const values = (key: string) => {
    keys ??= keysOf(sources);
    return keys.get(key.toLowerCase());
  };
  return {
    values,
    lookup: (key) => {
      const found = values(key);
      return found?.length === 1 ? found[0] : undefined;
    },
  };
};
