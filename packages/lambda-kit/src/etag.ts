/** Entity tags are the version in quotes, strong (https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3). */
import { ValidationFailed } from "./errors.ts";

/** Version 3 is `"3"`. */
export const etagOf = (version: number): string => `"${version}"`;

/** A version that no entity has, so that a tag which is not ours fails as a stale one does. */
const noVersion = 0;

// entity-tag = [ "W/" ] DQUOTE *etagc DQUOTE
const entityTag = /^(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"$/;

/**
 * The version that a request wants to change.
 *
 * If-Match compares strongly, so a weak tag matches nothing, as does a tag that we never gave.
 *
 * @returns `undefined` when there is no header, or it is `*`: any version will do
 * @throws {ValidationFailed} when it is not one entity tag
 */
export const expectedVersionOf = (ifMatch: string | undefined): number | undefined => {
  if (ifMatch === undefined || ifMatch.trim() === "*") return undefined;
  const [, weak, tag] = entityTag.exec(ifMatch.trim()) ?? [];
  if (tag === undefined)
    throw new ValidationFailed([
      { path: "/headers/if-match", message: 'must be one entity tag such as "3", in quotes, or *' },
    ]);
  return !weak && /^[1-9]\d{0,14}$/.test(tag) ? Number(tag) : noVersion;
};

/** Whether a cached copy is still good; If-None-Match compares weakly, and may list several tags. */
export const matchesAny = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? "").split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
