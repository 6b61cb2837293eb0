import { createHmac, randomBytes } from "node:crypto";
import type { ConditionContext, PolicyDocument } from "../../iam/policy.ts";
import type { Principal } from "../../iam/principal.ts";

/** Temporary credentials on the wire: https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html */
export interface TemporaryCredentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
}

/** What a session is called, and what it may: the role's policies, narrowed by its own. */
export interface SessionOfRole {
  readonly roleArn: string;
  readonly roleId: string;
  readonly name: string;
  readonly policy?: PolicyDocument;
  readonly context?: ConditionContext;
}

const accountOf = (arn: string): string => arn.split(":")[4] ?? "";
const nameOf = (roleArn: string): string => roleArn.split("/").at(-1) ?? "";

/** `arn:aws:sts::<account>:assumed-role/<role>/<session>`: the path of the role is not part of it. */
export const sessionArn = ({ roleArn, name }: Pick<SessionOfRole, "roleArn" | "name">): string =>
  `arn:aws:sts::${accountOf(roleArn)}:assumed-role/${nameOf(roleArn)}/${name}`;

export const sessionId = ({ roleId, name }: SessionOfRole): string => `${roleId}:${name}`;

export const sessionPrincipal = (session: SessionOfRole): Principal => ({
  kind: "role",
  arn: sessionArn(session),
  accountId: accountOf(session.roleArn),
  roleArn: session.roleArn,
  ...(session.policy ? { sessionPolicy: session.policy } : {}),
  context: { ...session.context, "aws:userid": sessionId(session) },
});

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const base32Of = (bytes: Buffer): string => [...bytes].map((byte) => base32.charAt(byte % 32)).join("");

const credentialsFrom = (key: Buffer, secret: Buffer, token: Buffer): TemporaryCredentials => ({
  AccessKeyId: `ASIA${base32Of(key.subarray(0, 16))}`,
  SecretAccessKey: secret.subarray(0, 30).toString("base64"),
  SessionToken: token.toString("base64"),
});

export const randomCredentials = (): TemporaryCredentials =>
  credentialsFrom(randomBytes(16), randomBytes(30), randomBytes(96));

/** The same credentials for the same secret and name, so that they need not be kept anywhere. */
export const derivedCredentials = (secret: string, name: string): TemporaryCredentials => {
  const derive = (purpose: string) => createHmac("sha512", secret).update(`${purpose}\n${name}`).digest();
  return credentialsFrom(derive("access-key"), derive("secret-key"), derive("session-token"));
};
