/** A cloud with S3 and what it notifies, whose clock the test may move, for one test file. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { S3, type S3ClientConfig } from "@aws-sdk/client-s3";
import { expect } from "vitest";
import { createS3Engine } from "../../../src/engines/s3/s3-engine.ts";
import { createSnsEngine } from "../../../src/engines/sns/sns-engine.ts";
import { createSqsEngine } from "../../../src/engines/sqs/sqs-engine.ts";
import type { Caller } from "../../../src/gateway/credential-store.ts";
import type { Engine } from "../../../src/gateway/engine.ts";
import type { ConditionContext, PolicyDocument, PolicyStatement } from "../../../src/iam/policy.ts";
import type { Principal } from "../../../src/iam/principal.ts";
import { startTestCloud, type TestCloud, type TestContext } from "../../support/cloud.ts";
import { eventually } from "../../support/eventually.ts";
import type { RawCaller } from "./raw-request.ts";

export interface S3Cloud extends TestCloud {
  readonly s3: S3;
  /** For calls that go straight to the engine. */
  readonly admin: Principal;
  /** Lets time pass, for S3 and for signatures. */
  pass(seconds: number): void;
  /** Lets what S3 keeps become older; signatures stay as they are. */
  age(seconds: number): void;
  /** A client with the credentials of a role that may do no more than this. */
  as(statements: readonly PolicyStatement[], context?: ConditionContext): S3;
  /** Access keys of such a role, for requests that are signed by hand. */
  keysOf(statements: readonly PolicyStatement[], context?: ConditionContext): RawCaller;
  /** A client without credentials, as a browser without a session is one. */
  readonly stranger: S3;
  clientWith(settings: Partial<S3ClientConfig>): S3;
  /** @returns the name of a new, empty bucket */
  addBucket(): Promise<string>;
  put(Bucket: string, Key: string, Body?: string | Uint8Array): Promise<string>;
  /** Waits until there are no other files of bodies than these. */
  filesSettle(files: readonly string[]): Promise<void>;
  read(Bucket: string, Key: string, VersionId?: string): Promise<string>;
}

export interface S3CloudOptions {
  readonly stateDir?: string;
  readonly lifecycleEveryMs?: number;
  readonly spareBytes?: number;
  readonly beside?: (context: TestContext) => readonly Engine[];
}

/** All files of bodies, also of those that are still coming. */
export const filesOf = async ({ stateDir }: Pick<TestCloud, "stateDir">): Promise<readonly string[]> => {
  const folder = path.join(stateDir, "s3");
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.flatMap((entry) =>
    entry.isFile() && !entry.name.startsWith("index.sqlite") ? [entry.name] : [],
  );
};

const account = "000000000000";
const unsigned = { signer: { sign: async <Request>(request: Request) => request } };

export const startS3Cloud = async (options: S3CloudOptions = {}): Promise<S3Cloud> => {
  const { stateDir, lifecycleEveryMs = 60_000, spareBytes } = options;
  const callers = new Map<string, Caller>();
  const policies = new Map<string, PolicyDocument>();
  const clients: S3[] = [];
  let ahead = 0;
  let aged = 0;
  let buckets = 0;

  const cloud = await startTestCloud({
    ...(stateDir === undefined ? {} : { stateDir }),
    now: () => new Date(Date.now() + ahead),
    credentials: { find: (accessKeyId) => callers.get(accessKeyId) },
    policies: {
      ofRole: (arn) => {
        const policy = policies.get(arn);
        return policy && [policy];
      },
    },
    engines: (context) => [
      createS3Engine({
        ...context,
        lifecycleEveryMs,
        ...(spareBytes === undefined ? {} : { spareBytes }),
        clock: () => Date.now() + ahead + aged,
      }),
      createSnsEngine(context),
      createSqsEngine(context),
      ...(options.beside?.(context) ?? []),
    ],
  });

  const clientWith = (settings: Partial<S3ClientConfig>): S3 => {
    const client = new S3({ ...cloud.client, ...settings });
    clients.push(client);
    return client;
  };
  const s3 = clientWith({});

  const keysOf: S3Cloud["keysOf"] = (Statement, context = {}) => {
    const name = `role-${callers.size}`;
    const accessKeyId = `AKIAROLE${String(callers.size).padStart(12, "0")}`;
    const secretAccessKey = `secret-of-${name}`;
    const roleArn = `arn:aws:iam::${account}:role/${name}`;
    const arn = `arn:aws:sts::${account}:assumed-role/${name}/session`;
    policies.set(roleArn, { Version: "2012-10-17", Statement });
    callers.set(accessKeyId, {
      secretAccessKey,
      principal: { kind: "role", arn, accountId: account, roleArn, context },
    });
    return { accessKeyId, secretAccessKey };
  };

  return {
    ...cloud,
    s3,
    admin: { kind: "admin", arn: `arn:aws:iam::${account}:root`, accountId: account },
    clientWith,
    stranger: clientWith(unsigned),
    pass: (seconds) => {
      ahead += seconds * 1_000;
    },
    age: (seconds) => {
      aged += seconds * 1_000;
    },
    as: (statements, context) => clientWith({ credentials: keysOf(statements, context) }),
    keysOf,
    addBucket: async () => {
      buckets += 1;
      const Bucket = `bucket-${buckets}`;
      await s3.createBucket({ Bucket });
      return Bucket;
    },
    put: async (Bucket, Key, Body = "content") => (await s3.putObject({ Bucket, Key, Body })).VersionId ?? "",
    read: async (Bucket, Key, VersionId) => {
      const { Body } = await s3.getObject({ Bucket, Key, ...(VersionId ? { VersionId } : {}) });
      return (await Body?.transformToString()) ?? "";
    },
    filesSettle: (files) => eventually(async () => expect(await filesOf(cloud)).toEqual(files)),
    close: async () => {
      for (const client of clients) client.destroy();
      await cloud.close();
    },
  };
};
