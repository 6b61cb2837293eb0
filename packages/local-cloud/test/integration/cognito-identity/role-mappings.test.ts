import type { RoleMapping } from "@aws-sdk/client-cognito-identity";
import { AdminAddUserToGroupCommand, CreateGroupCommand } from "@aws-sdk/client-cognito-identity-provider";
import { STS } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { confirmedUser, signIn } from "../../support/cognito.ts";
import {
  createPools,
  credentialsOf,
  type IdentityCloud,
  newRole,
  type Pools,
  roleArn,
  startIdentityCloud,
  trustOf,
} from "../../support/identity.ts";

let cloud: IdentityCloud;
let pools: Pools;
beforeAll(async () => {
  cloud = await startIdentityCloud();
  pools = await createPools(cloud);
  const { IdentityPoolId, UserPoolId, ClientId } = pools;
  for (const name of ["member", "author", "admin"]) await newRole(cloud, name, trustOf(IdentityPoolId));
  for (const [name, Precedence] of [
    ["author", 2],
    ["admin", 1],
  ] as const)
    await cloud.cognito.send(
      new CreateGroupCommand({ UserPoolId, GroupName: `${name}s`, RoleArn: roleArn(name), Precedence }),
    );
  for (const [email, ...groups] of [
    ["plain@example.com"],
    ["author@example.com", "authors"],
    ["both@example.com", "authors", "admins"],
  ] as const) {
    await confirmedUser(cloud, ClientId, email);
    for (const GroupName of groups)
      await cloud.cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, GroupName, Username: email }));
  }
});
afterAll(() => cloud.close());

const map = (mapping: RoleMapping) =>
  cloud.identity.setIdentityPoolRoles({
    IdentityPoolId: pools.IdentityPoolId,
    Roles: { authenticated: roleArn("member") },
    RoleMappings: { [`${pools.provider}:${pools.ClientId}`]: mapping },
  });

const loginsOf = async (name: string) => ({
  [pools.provider]: (await signIn(cloud, pools.ClientId, `${name}@example.com`)).idToken,
});

const roleNameOf = (arn = "") => arn.split("/")[1];

const roleOf = async (name: string) => {
  const { keys } = await credentialsOf(cloud, pools.IdentityPoolId, await loginsOf(name));
  return roleNameOf((await new STS({ ...cloud.client, credentials: keys }).getCallerIdentity({})).Arn);
};

const customRoleOf = async (name: string, custom: string) => {
  const Logins = await loginsOf(name);
  const { identity } = cloud.stranger;
  const { IdentityId } = await identity.getId({ IdentityPoolId: pools.IdentityPoolId, Logins });
  return identity.getCredentialsForIdentity({ IdentityId, Logins, CustomRoleArn: roleArn(custom) });
};

describe("roles from the token", () => {
  it("are those of the user's groups, the first in precedence", async () => {
    await map({ Type: "Token", AmbiguousRoleResolution: "AuthenticatedRole" });
    expect(await roleOf("author")).toBe("author");
    expect(await roleOf("both")).toBe("admin");
    expect(await roleOf("plain")).toBe("member");
  });

  it("can be chosen from by name", async () => {
    await map({ Type: "Token", AmbiguousRoleResolution: "Deny" });
    await customRoleOf("both", "author");
    await expect(customRoleOf("author", "admin")).rejects.toMatchObject({ name: "NotAuthorizedException" });
    await expect(customRoleOf("author", "member")).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it("can be a must", async () => {
    await map({ Type: "Token", AmbiguousRoleResolution: "Deny" });
    await expect(roleOf("plain")).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });
});

describe("roles by rules", () => {
  const rule = (
    MatchType: "Equals" | "Contains" | "StartsWith" | "NotEqual",
    Claim: string,
    Value: string,
  ) => ({
    MatchType,
    Claim,
    Value,
    RoleARN: roleArn("admin"),
  });

  it.each([
    [rule("Equals", "email", "author@example.com"), "author", "admin"],
    [rule("Equals", "email", "author@example.com"), "both", "member"],
    [rule("Equals", "cognito:groups", "authors"), "both", "admin"],
    [rule("StartsWith", "email", "bo"), "both", "admin"],
    [rule("Contains", "email", "@example."), "plain", "admin"],
    [rule("NotEqual", "email", "author@example.com"), "plain", "admin"],
    [rule("NotEqual", "email", "author@example.com"), "author", "member"],
    // A claim that is not there is not compared at all.
    [rule("NotEqual", "custom:none", "x"), "plain", "member"],
  ])("%j makes %s %s", async (only, name, role) => {
    await map({
      Type: "Rules",
      AmbiguousRoleResolution: "AuthenticatedRole",
      RulesConfiguration: { Rules: [only] },
    });
    expect(await roleOf(name)).toBe(role);
  });

  it("are tried in their order", async () => {
    await map({
      Type: "Rules",
      AmbiguousRoleResolution: "Deny",
      RulesConfiguration: {
        Rules: [
          { ...rule("StartsWith", "email", "author"), RoleARN: roleArn("author") },
          rule("Contains", "email", "@"),
        ],
      },
    });
    expect(await roleOf("author")).toBe("author");
    expect(await roleOf("plain")).toBe("admin");
    await customRoleOf("author", "admin");
  });
});

describe("CustomRoleArn", () => {
  it("is refused where no mapping gives roles to choose from", async () => {
    const { IdentityPoolId } = pools;
    await cloud.identity.setIdentityPoolRoles({
      IdentityPoolId,
      Roles: { authenticated: roleArn("member") },
    });
    await expect(customRoleOf("both", "admin")).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });
});
