import type { Attributes } from "./user.ts";

/** An address goes together with its verification. */
export const withoutAttributes = (attributes: Attributes, names: readonly string[]): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).filter(
      ([name]) => !names.includes(name) && !names.includes(name.replace(/_verified$/, "")),
    ),
  );
