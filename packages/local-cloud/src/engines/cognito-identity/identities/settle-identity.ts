/**
 * Which identity somebody is, and what becomes of logins that it has not seen yet.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
 */
import { randomUUID } from "node:crypto";
import type { IdentityPools } from "../context.ts";
import { guestsNotAllowed, identityForbidden, identityNotFound, loginsDoNotMatch } from "../errors.ts";
import type { Login } from "../logins/login.ts";
import type { IdentityPool } from "../pools/identity-pool.ts";
import type { Identity } from "./identity.ts";

/** @throws {AwsError} `ResourceNotFoundException` */
export const knownIdentity = ({ identities }: IdentityPools, id: string): Identity => {
  const identity = identities.find(id);
  if (!identity) throw identityNotFound(id);
  return identity;
};

const newIdentity = (pools: IdentityPools, poolId: string): Identity => {
  const id = `${pools.region}:${randomUUID()}`;
  pools.identities.insert(id, poolId);
  return knownIdentity(pools, id);
};

/** Logins that are new are linked to the identity; those that another one has bring that one along. */
const unite = (pools: IdentityPools, identity: Identity, logins: readonly Login[]): Identity => {
  for (const login of logins) {
    const owner = pools.identities.ownerOf(identity.poolId, login);
    if (!owner) pools.identities.link(knownIdentity(pools, identity.id), login);
    else if (owner.id !== identity.id) pools.identities.merge(owner, knownIdentity(pools, identity.id));
  }
  return knownIdentity(pools, identity.id);
};

const ownerOfAny = (
  { identities }: IdentityPools,
  poolId: string,
  logins: readonly Login[],
): Identity | undefined => {
  for (const login of logins) {
    const owner = identities.ownerOf(poolId, login);
    if (owner) return owner;
  }
  return undefined;
};

/**
 * The identity that has these logins: the same one each time. Without logins, a new guest.
 *
 * @throws {AwsError} `NotAuthorizedException`, `ResourceConflictException`
 */
export const identityOfLogins = (
  pools: IdentityPools,
  pool: IdentityPool,
  logins: readonly Login[],
): Identity => {
  if (logins.length > 0)
    return unite(pools, ownerOfAny(pools, pool.id, logins) ?? newIdentity(pools, pool.id), logins);
  if (!pool.settings.AllowUnauthenticatedIdentities) throw guestsNotAllowed();
  return newIdentity(pools, pool.id);
};

/**
 * The identity that a caller names, when its logins let it be that one. A guest who logs in as somebody known
 * becomes that identity, and its own is disabled.
 *
 * @throws {AwsError} `NotAuthorizedException`, `ResourceConflictException`
 */
export const identityOfCaller = (
  pools: IdentityPools,
  pool: IdentityPool,
  claimed: Identity,
  logins: readonly Login[],
): Identity => {
  const isGuest = claimed.providers.length === 0;
  if (logins.length === 0) {
    if (!isGuest || claimed.disabled) throw identityForbidden(claimed.id);
    if (!pool.settings.AllowUnauthenticatedIdentities) throw guestsNotAllowed();
    return claimed;
  }
  const owner = ownerOfAny(pools, pool.id, logins);
  if (isGuest) {
    if (owner && !claimed.disabled) pools.identities.merge(claimed, owner);
    if (!owner && claimed.disabled) throw identityForbidden(claimed.id);
    return unite(pools, owner ?? claimed, logins);
  }
  const isOwn = logins.some((login) => pools.identities.ownerOf(pool.id, login)?.id === claimed.id);
  if (!isOwn) throw loginsDoNotMatch();
  return unite(pools, claimed, logins);
};
