/** Clouds of their own process, for tests that kill them or watch them. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { S3 } from "@aws-sdk/client-s3";
import { SQS } from "@aws-sdk/client-sqs";

export interface CloudProcess {
  readonly child: ChildProcess;
  readonly s3: S3;
  readonly sqs: SQS;
  kill(): Promise<void>;
}

export interface CloudProcesses {
  readonly stateDir: string;
  start(): Promise<CloudProcess>;
  /** Kills what still runs, and removes what it left. */
  end(): Promise<void>;
}

const credentials = { accessKeyId: "AKIATESTOPERATOR0000", secretAccessKey: "secret-of-the-test-operator" };

export const cloudProcesses = async (): Promise<CloudProcesses> => {
  const stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-s3-"));
  const children: ChildProcess[] = [];
  return {
    stateDir,
    start: async () => {
      const child = spawn(process.execPath, [path.join(import.meta.dirname, "cloud-process.ts"), stateDir], {
        stdio: ["ignore", "pipe", "inherit", "ipc"],
      });
      children.push(child);
      const [line] = await once(child.stdout ?? child, "data");
      const client = { endpoint: String(line).trim(), region: "us-east-1", credentials, maxAttempts: 1 };
      return {
        child,
        s3: new S3(client),
        sqs: new SQS(client),
        kill: async () => {
          const gone = once(child, "exit");
          child.kill("SIGKILL");
          await gone;
        },
      };
    },
    end: async () => {
      for (const child of children) child.kill("SIGKILL");
      await rm(stateDir, { recursive: true, force: true });
    },
  };
};
