/** The engines that are compared, each in a process of its own, with an SDK client as anybody has one. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { S3 } from "@aws-sdk/client-s3";
import { makeCheckout } from "../../test/e2e/support/checkout.ts";
import { clientConfig } from "../../test/e2e/support/queue.ts";
import { freePortBase, npmStart, readOutputs } from "../../test/e2e/support/skein.ts";

export interface Store {
  readonly name: string;
  readonly pid: number;
  readonly s3: S3;
  close(): Promise<void>;
}

export const Bucket = "bench";

const clientOf = (config: ConstructorParameters<typeof S3>[0]): S3 =>
  new S3({ ...config, region: "us-east-1", forcePathStyle: true, maxAttempts: 1 });

/** Ours, as `npm start` runs it. */
export const startCloud = async (): Promise<Store> => {
  const checkout = makeCheckout();
  try {
    const host = await npmStart(checkout.root, await freePortBase(), "--cloud-only");
    const s3 = clientOf(clientConfig(readOutputs(checkout.root)));
    return {
      name: "ours",
      pid: host.pid,
      s3,
      close: async () => {
        s3.destroy();
        await host.interrupt();
        checkout.remove();
      },
    };
  } catch (error) {
    checkout.remove();
    throw error;
  }
};

const portOf = async (child: ChildProcess, name: string): Promise<number> => {
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`${name} ended with ${code} before it listened`);
  });
  const [port] = await Promise.race([once(child, "message"), ended]);
  return Number(port);
};

/** @param packages folder in which they are installed */
export const startRival = async (name: string, packages: string): Promise<Store> => {
  const data = mkdtempSync(path.join(os.tmpdir(), "skein-bench-"));
  const child = fork(path.join(import.meta.dirname, "rival.ts"), [name, packages, data], {
    execArgv: ["--import", path.join(import.meta.dirname, "only-loopback.ts")],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const remove = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    }
    rmSync(data, { recursive: true, force: true });
  };
  try {
    const endpoint = `http://127.0.0.1:${await portOf(child, name)}`;
    // The only keys that s3rver knows; to fauxqs all are alike.
    const s3 = clientOf({ endpoint, credentials: { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" } });
    return {
      name,
      pid: child.pid ?? 0,
      s3,
      close: async () => {
        s3.destroy();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
};
