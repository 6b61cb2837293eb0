import { randomInt } from "node:crypto";
import type { Action, Cognito } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { type Input, optionalFlag, optionalStructure, optionalTexts, refuseUnknown, text } from "../input.ts";
import { changeableMembers, changeableSettings, emailOnly } from "../pools/pool-input.ts";
import { poolArn, poolView } from "../pools/pool-view.ts";
import { schemaOf } from "../pools/schema-attributes.ts";
import type { PoolSettings } from "../pools/user-pool.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

const newPoolId = (region: string): string =>
  `${region}_${Array.from({ length: 9 }, () => letters.charAt(randomInt(letters.length))).join("")}`;

const settingsOf = (input: Input): PoolSettings => {
  refuseUnknown(input, "CreateUserPool", [
    ...changeableMembers,
    "PoolName",
    "UsernameAttributes",
    "AliasAttributes",
    "UsernameConfiguration",
    "Schema",
  ]);
  const UsernameAttributes = emailOnly(
    optionalTexts(input, "UsernameAttributes") ?? [],
    "UsernameAttributes",
  );
  const AliasAttributes = emailOnly(optionalTexts(input, "AliasAttributes") ?? [], "AliasAttributes");
  if (UsernameAttributes.length > 0 && AliasAttributes.length > 0)
    throw invalidParameter(
      "Only one of the aliasAttributes or usernameAttributes can be set in a user pool.",
    );
  const username = optionalStructure(input, "UsernameConfiguration") ?? {};
  return {
    Name: text(input, "PoolName"),
    SchemaAttributes: schemaOf((input.Schema ?? []) as readonly Input[]),
    UsernameAttributes,
    AliasAttributes,
    UsernameConfiguration: { CaseSensitive: optionalFlag(username, "CaseSensitive") ?? true },
    ...changeableSettings(input),
  };
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html */
export const createUserPool = (cognito: Cognito): Action => ({
  access: () => [{ action: "cognito-idp:CreateUserPool", resources: ["*"] }],
  handle: (input) => {
    const { store, region, now } = cognito;
    const pool = { id: newPoolId(region), settings: settingsOf(input), createdAt: now(), modifiedAt: now() };
    store.pools.insert(pool);
    return { UserPool: poolView(pool, poolArn(cognito, pool.id), 0) };
  },
});
