// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of policy variables
import { S3 } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  createPools,
  credentialsOf,
  type IdentityCloud,
  newcomer,
  newRole,
  startIdentityCloud,
  trustOf,
} from "../../support/identity.ts";

let cloud: IdentityCloud;
const Bucket = "files";

beforeAll(async () => {
  cloud = await startIdentityCloud({ s3: true });
  await new S3(cloud.client).createBucket({ Bucket });
});
afterAll(() => cloud.close());

// https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
it("two users reach their own folder of a bucket, and neither that of the other, until their hour is over", async () => {
  const pools = await createPools(cloud);
  const { IdentityPoolId } = pools;
  const authenticated = await newRole(
    cloud,
    "member",
    trustOf(IdentityPoolId),
    {
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      Resource: "arn:aws:s3:::files/${cognito-identity.amazonaws.com:sub}/*",
    },
    {
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: "arn:aws:s3:::files",
      Condition: { StringLike: { "s3:prefix": "${cognito-identity.amazonaws.com:sub}/*" } },
    },
  );
  await cloud.identity.setIdentityPoolRoles({ IdentityPoolId, Roles: { authenticated } });
  const userOf = async (email: string) => {
    const { Logins } = await newcomer(cloud, pools, email);
    const { keys, identityId } = await credentialsOf(cloud, IdentityPoolId, Logins);
    return { keys, s3: new S3({ ...cloud.client, credentials: keys }), folder: identityId };
  };
  const ada = await userOf("ada@example.com");
  const bob = await userOf("bob@example.com");
  const denied = { name: "AccessDenied" };

  for (const [user, other] of [
    [ada, bob],
    [bob, ada],
  ] as const) {
    await user.s3.putObject({ Bucket, Key: `${user.folder}/notes.txt`, Body: "mine" });
    const { Contents } = await user.s3.listObjectsV2({ Bucket, Prefix: `${user.folder}/` });
    expect(Contents).toHaveLength(1);
    await expect(user.s3.getObject({ Bucket, Key: `${other.folder}/notes.txt` })).rejects.toMatchObject(
      denied,
    );
    await expect(user.s3.putObject({ Bucket, Key: `${other.folder}/x`, Body: "x" })).rejects.toMatchObject(
      denied,
    );
    await expect(user.s3.listObjectsV2({ Bucket, Prefix: `${other.folder}/` })).rejects.toMatchObject(denied);
    await expect(user.s3.listObjectsV2({ Bucket })).rejects.toMatchObject(denied);
  }

  cloud.passMs(3_601_000);
  const late = new S3({ ...cloud.client, credentials: ada.keys, systemClockOffset: 3_601_000 });
  await expect(late.getObject({ Bucket, Key: `${ada.folder}/notes.txt` })).rejects.toMatchObject({
    name: "ExpiredToken",
  });
});
