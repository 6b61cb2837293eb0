/**
 * Attributes for access control: claims of a user's ID token become tags of the session that the user gets.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html
 */

import { sessionTagFault } from "../../sts/session-tags.ts";
import { invalidParameter, notAuthorized } from "../errors.ts";
import { type Input, reader, textMap } from "../input.ts";
import type { Login } from "../logins/login.ts";
import type { IdentityPool, PrincipalTagMap } from "./identity-pool.ts";

const mostTags = 50;

/** https://docs.aws.amazon.com/cognito/latest/developerguide/provider-mappings.html */
const defaultTags = { client: "aud", username: "sub" } as const;

const within = (what: string, text: string, maximum: number): void => {
  if (text.length === 0 || text.length > maximum)
    throw invalidParameter(`${what} must have between 1 and ${maximum} characters.`);
};

/** Condition keys have no case: of `Team` and `team`, nobody could tell which one a policy means. */
const checkTags = (tags: Readonly<Record<string, string>>): void => {
  const entries = Object.entries(tags);
  if (entries.length > mostTags)
    throw invalidParameter(`PrincipalTags must have at most ${mostTags} entries.`);
  for (const [key, claim] of entries) {
    within("A key of PrincipalTags", key, 128);
    within(`PrincipalTags.${key}`, claim, 256);
  }
  if (new Set(entries.map(([key]) => key.toLowerCase())).size < entries.length)
    throw invalidParameter("PrincipalTags must not have keys that differ in case only.");
};

/**
 * The mapping that a call sets for one provider.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetPrincipalTagAttributeMap.html
 *
 * @throws {AwsError} `ValidationException`, `InvalidParameterException`
 */
export const principalTagMap = (input: Input): PrincipalTagMap => {
  const UseDefaults = reader(input).optionalBoolean("UseDefaults") ?? false;
  const PrincipalTags = textMap(input, "PrincipalTags");
  checkTags(PrincipalTags);
  return { UseDefaults, PrincipalTags: UseDefaults ? defaultTags : PrincipalTags };
};

const tagValue = (claim: unknown, name: string): string => {
  if (typeof claim === "string" || typeof claim === "number" || typeof claim === "boolean")
    return String(claim);
  throw notAuthorized(`The claim ${name} has no single value, and cannot become a principal tag.`);
};

/**
 * The tags of a session; a claim that the token does not have gives none.
 *
 * @throws {AwsError} `NotAuthorizedException` for claims that cannot be tags
 */
export const tagsOf = (
  { principalTags = {} }: IdentityPool,
  logins: readonly Login[],
): Readonly<Record<string, string>> => {
  const tags: Record<string, string> = {};
  for (const { provider, claims } of logins)
    for (const [key, claim] of Object.entries(principalTags[provider]?.PrincipalTags ?? {}))
      if (claims[claim] !== undefined) tags[key] = tagValue(claims[claim], claim);
  const fault = sessionTagFault(tags);
  if (fault) throw notAuthorized(fault);
  return tags;
};
