import { IAM } from "@aws-sdk/client-iam";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createPools,
  credentialsOf,
  type IdentityCloud,
  newcomer,
  newRole,
  type Pools,
  startIdentityCloud,
  trustOf,
} from "../../support/identity.ts";

let cloud: IdentityCloud;
let pools: Pools;
beforeAll(async () => {
  cloud = await startIdentityCloud();
  pools = await createPools(cloud, { AllowUnauthenticatedIdentities: true });
  const { IdentityPoolId } = pools;
  const everything = { Effect: "Allow", Action: "*", Resource: "*" } as const;
  await cloud.identity.setIdentityPoolRoles({
    IdentityPoolId,
    Roles: {
      authenticated: await newRole(cloud, "member", trustOf(IdentityPoolId), everything),
      unauthenticated: await newRole(cloud, "guest", trustOf(IdentityPoolId, "unauthenticated"), everything),
    },
  });
});
afterAll(() => cloud.close());

const getRole = (credentials: Awaited<ReturnType<typeof credentialsOf>>["keys"]) =>
  new IAM({ ...cloud.client, credentials }).getRole({ RoleName: "guest" });

describe("a guest", () => {
  it("is somebody new each time, and stays who it is", async () => {
    const { IdentityPoolId } = pools;
    const { identity } = cloud.stranger;
    const { IdentityId } = await identity.getId({ IdentityPoolId });
    expect((await identity.getId({ IdentityPoolId })).IdentityId).not.toBe(IdentityId);
    expect((await identity.getCredentialsForIdentity({ IdentityId })).IdentityId).toBe(IdentityId);
  });

  it("is kept to the services that Cognito opens to guests, whatever the role says", async () => {
    const guest = await credentialsOf(cloud, pools.IdentityPoolId);
    await expect(getRole(guest.keys)).rejects.toThrow(
      "because no session policy allows the iam:GetRole action",
    );
    const { Logins } = await newcomer(cloud, pools, "ada@example.com");
    const member = await credentialsOf(cloud, pools.IdentityPoolId, Logins);
    expect((await getRole(member.keys)).Role?.RoleName).toBe("guest");
  });

  it("who logs in for the first time keeps its identity", async () => {
    const { IdentityPoolId } = pools;
    const { identity } = cloud.stranger;
    const { IdentityId } = await identity.getId({ IdentityPoolId });
    const { Logins } = await newcomer(cloud, pools, "bob@example.com");
    expect((await identity.getCredentialsForIdentity({ IdentityId, Logins })).IdentityId).toBe(IdentityId);
    expect((await identity.getId({ IdentityPoolId, Logins })).IdentityId).toBe(IdentityId);
    await expect(identity.getCredentialsForIdentity({ IdentityId })).rejects.toThrow(
      `Access to Identity '${IdentityId}' is forbidden.`,
    );
  });

  it("who turns out to be known becomes who it was, and the guest's identity is nobody's", async () => {
    const { IdentityPoolId } = pools;
    const { identity } = cloud.stranger;
    const { Logins } = await newcomer(cloud, pools, "cyd@example.com");
    const known = (await identity.getId({ IdentityPoolId, Logins })).IdentityId;
    const guest = (await identity.getId({ IdentityPoolId })).IdentityId;
    const answer = await identity.getCredentialsForIdentity({ IdentityId: guest, Logins });
    expect(answer.IdentityId).toBe(known);
    await expect(identity.getCredentialsForIdentity({ IdentityId: guest })).rejects.toThrow(/is forbidden/);
    const listed = async (HideDisabled: boolean) =>
      (await cloud.identity.listIdentities({ IdentityPoolId, MaxResults: 60, HideDisabled })).Identities?.map(
        ({ IdentityId }) => IdentityId,
      );
    expect(await listed(false)).toContain(guest);
    expect(await listed(true)).not.toContain(guest);
  });

  it("has one login per provider: a second user of the same provider is refused", async () => {
    const { identity } = cloud.stranger;
    const { IdentityPoolId } = pools;
    const dan = await newcomer(cloud, pools, "dan@example.com");
    const { IdentityId } = await identity.getId({ IdentityPoolId, Logins: dan.Logins });
    const eve = await newcomer(cloud, pools, "eve@example.com");
    await expect(identity.getCredentialsForIdentity({ IdentityId, Logins: eve.Logins })).rejects.toThrow(
      /^Logins don't match/,
    );
  });
});
