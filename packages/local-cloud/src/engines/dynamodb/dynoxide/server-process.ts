import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { type Child, startGuarded } from "./child.ts";

/** Where a running dynoxide answers, all on 127.0.0.1. */
export interface ServerAddress {
  readonly port: number;
  /** Its control interface, which is how expired items are swept. */
  readonly controlPort: number;
  readonly controlToken: string;
}

/** Thrown when dynoxide does not stay up; the message carries its last words. */
export class DynoxideDown extends Error {
  override readonly name = "DynoxideDown";
}

export interface ServerProcess {
  /** The address, as soon as the server answers there: calls wait through a restart. */
  address(): Promise<ServerAddress>;
  close(): Promise<void>;
}

export interface ServerProcessOptions {
  readonly binary: string;
  readonly databaseFile: string;
  /** Runs after the server has created its database, before the first call reaches it. */
  readonly prepare: () => void;
  /** Starts allowed within `windowMs`; more means that something is wrong which a restart does not mend. */
  readonly maxStarts?: number;
  readonly windowMs?: number;
  readonly report?: (line: string) => void;
}

const startDeadlineMs = 15_000;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

const answersOn = async (port: number): Promise<boolean> => {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1_000) });
    await answer.arrayBuffer();
    return true;
  } catch {
    return false;
  }
};

const start = async ({ binary, databaseFile, prepare }: ServerProcessOptions) => {
  const address = {
    port: await freePort(),
    controlPort: await freePort(),
    controlToken: randomBytes(24).toString("hex"),
  };
  const child = startGuarded(
    binary,
    ["serve", "--host", "127.0.0.1", "--port", `${address.port}`, "--db-path", databaseFile].concat([
      "--mcp",
      "--mcp-host",
      "127.0.0.1",
      "--mcp-port",
      `${address.controlPort}`,
    ]),
    // By environment: other users of the machine can read command lines.
    { DYNOXIDE_MCP_AUTH_TOKEN: address.controlToken },
  );
  let ended: string | undefined;
  child.exited.then((reason) => {
    ended = reason;
  });
  const deadline = Date.now() + startDeadlineMs;
  while (!(await answersOn(address.port))) {
    if (ended !== undefined) throw new DynoxideDown(`dynoxide ${ended}`);
    if (Date.now() > deadline) {
      await child.end();
      throw new DynoxideDown(`dynoxide did not answer within ${startDeadlineMs} ms`);
    }
    await delay(20);
  }
  try {
    prepare();
  } catch (error) {
    await child.end();
    throw new DynoxideDown(`dynoxide's database ${databaseFile} cannot be used: ${String(error)}`);
  }
  return { child, address };
};

/** Starts dynoxide and keeps it running until `close`. @throws {DynoxideDown} when it does not come up */
export const startServerProcess = async (options: ServerProcessOptions): Promise<ServerProcess> => {
  const { maxStarts = 6, windowMs = 60_000, report = console.error } = options;
  const starts: number[] = [];
  let child: Child | undefined;
  let closed = false;

  const recentStarts = () => starts.filter((at) => at > Date.now() - windowMs).length;

  const bringUp = async (lastFailure?: string): Promise<ServerAddress> => {
    const recent = recentStarts();
    if (recent >= maxStarts)
      throw new DynoxideDown(`DynamoDB is down: dynoxide was started ${recent} times and ${lastFailure}`);
    if (recent > 0) await delay(Math.min(50 * 2 ** recent, 3_000));
    if (closed) throw new DynoxideDown("the local cloud is stopping");
    starts.push(Date.now());
    try {
      const started = await start(options);
      child = started.child;
      watch(started.child);
      return started.address;
    } catch (error) {
      if (!(error instanceof DynoxideDown)) throw error;
      return bringUp(error.message);
    }
  };

  const watch = (running: Child) => {
    running.exited.then((reason) => {
      if (closed) return;
      report(`dynoxide ${reason}; starting it again`);
      ready = bringUp(reason);
      ready.catch((error: unknown) => report(String(error)));
    });
  };

  let ready = bringUp();
  await ready;
  return {
    address: () => ready,
    close: async () => {
      closed = true;
      await ready.catch(() => undefined);
      await child?.end();
    },
  };
};
