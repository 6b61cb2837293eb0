import type { Access, Dispatcher, Operation } from "../../gateway/engine.ts";
import type { DocumentStore } from "../../state/document-store.ts";
import type { UserTokens } from "../cognito/tokens/user-tokens.ts";
import { poolNotFound } from "./errors.ts";
import type { IdentityStore } from "./identities/identity-store.ts";
import { type Input, poolIdIn } from "./input.ts";
import { type IdentityPool, poolArn } from "./pools/identity-pool.ts";
import type { IdentityTokens } from "./tokens/identity-tokens.ts";

/** What every action works with. */
export interface IdentityPools {
  readonly region: string;
  readonly accountId: string;
  /** By id. */
  readonly pools: DocumentStore<IdentityPool>;
  readonly identities: IdentityStore;
  readonly tokens: IdentityTokens;
  readonly userTokens: UserTokens;
  readonly dispatcher: Dispatcher;
  readonly now: () => Date;
}

export type IdentityAction = (pools: IdentityPools) => Operation<Record<string, unknown>>;

/** @throws {AwsError} `ResourceNotFoundException` */
export const poolById = ({ pools }: IdentityPools, id: string): IdentityPool => {
  const pool = pools.get(id);
  if (!pool) throw poolNotFound(id);
  return pool;
};

/** The pool that a call names by `IdentityPoolId`. @throws {AwsError} `ResourceNotFoundException` */
export const namedPool = (pools: IdentityPools, input: Input): IdentityPool =>
  poolById(pools, poolIdIn(input));

/** Access to one pool: the resource of nearly all signed actions. */
export const onPool =
  (pools: IdentityPools, operation: string) =>
  (input: Input): readonly Access[] => [
    { action: `cognito-identity:${operation}`, resources: [poolArn(pools, poolIdIn(input))] },
  ];

/** Access for actions that AWS gives no resource type. */
export const onEverything = (operation: string) => (): readonly Access[] => [
  { action: `cognito-identity:${operation}`, resources: ["*"] },
];

/** For actions that browsers call with nothing but a user's token. */
export const unsigned = (): "public" => "public";
