/** The whole local cloud, with a way to make it faulty, for one test file. */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { SQSClient } from "@aws-sdk/client-sqs";
import { type RunningCloud, startCloud } from "../../../src/cloud.ts";
import type { FaultView } from "../../../src/faults/fault-store.ts";
import type { NumberedEntry } from "../../../src/gateway/journal.ts";

export interface FaultyCloud extends RunningCloud {
  /** Configuration of SDK clients, which do not try again by themselves. */
  readonly client: {
    endpoint: string;
    region: string;
    credentials: RunningCloud["credentials"];
    maxAttempts: number;
  };
  readonly sqs: SQSClient;
  request(method: string, route: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  addFault(fault: object): Promise<FaultView>;
  faults(): Promise<readonly FaultView[]>;
  clearFaults(): Promise<void>;
  /** Journal entries that a fault left a mark in, oldest first. */
  faultyCalls(): Promise<readonly NumberedEntry[]>;
  close(): Promise<void>;
}

export const startFaultyCloud = async (): Promise<FaultyCloud> => {
  const root = await mkdtemp(path.join(os.tmpdir(), "skein-faults-"));
  const stateDir = path.join(root, ".local");
  const cloud = await startCloud({ region: "us-east-1", accountId: "000000000000", port: 0, stateDir });
  const { endpoint, credentials } = cloud;
  const client = { endpoint, region: "us-east-1", credentials: { ...credentials }, maxAttempts: 1 };

  const request: FaultyCloud["request"] = async (method, route, body) => {
    const answer = await fetch(`${endpoint}/_local/${route}`, {
      method,
      headers: { authorization: `Bearer ${credentials.secretAccessKey}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
  };
  const expectStatus = async (expected: number, ...what: Parameters<typeof request>) => {
    const { status, body } = await request(...what);
    if (status !== expected) throw new Error(`${what[0]} ${what[1]}: ${status} ${JSON.stringify(body)}`);
    return body;
  };

  return {
    ...cloud,
    client,
    sqs: new SQSClient(client),
    request,
    addFault: async (fault) => (await expectStatus(201, "POST", "faults", fault)) as FaultView,
    faults: async () => (await expectStatus(200, "GET", "faults")) as FaultView[],
    clearFaults: async () => void (await expectStatus(204, "DELETE", "faults")),
    faultyCalls: async () =>
      ((await expectStatus(200, "GET", "journal")) as NumberedEntry[]).filter(
        ({ fault }) => fault !== undefined,
      ),
    close: async () => {
      await cloud.close();
      await rm(root, { recursive: true, force: true });
    },
  };
};
