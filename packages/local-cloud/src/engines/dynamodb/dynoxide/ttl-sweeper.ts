import type { ServerProcess } from "./server-process.ts";

export interface TtlSweeper {
  stop(): Promise<void>;
}

interface SweepAnswer {
  readonly error?: { readonly message: string };
  readonly result?: { readonly content: readonly { readonly text: string }[]; readonly isError?: boolean };
}

/** Asks dynoxide, over its control interface, to delete every expired item; answers how many there were. */
export const sweepExpired = async (server: ServerProcess): Promise<number> => {
  const { controlPort, controlToken } = await server.address();
  const answer = await fetch(`http://127.0.0.1:${controlPort}/mcp`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${controlToken}`,
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
    },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "sweep_ttl", arguments: {} },
    }),
  });
  const { error, result } = (await answer.json()) as SweepAnswer;
  const text = result?.content[0]?.text;
  if (error || result?.isError || text === undefined)
    throw new Error(`dynoxide could not sweep expired items: ${error?.message ?? text}`);
  return (JSON.parse(text) as { items_deleted: number }).items_deleted;
};

/**
 * Deletes expired items now and then. AWS takes up to days; here it takes seconds, so that what depends on it can
 * be seen. The stream records say `userIdentity: dynamodb.amazonaws.com`, as on AWS:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html
 */
export const startTtlSweeper = (
  server: ServerProcess,
  { intervalMs, onDeleted }: { readonly intervalMs: number; readonly onDeleted: () => void },
): TtlSweeper => {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const sweep = async () => {
    try {
      if ((await sweepExpired(server)) > 0) onDeleted();
    } catch (error) {
      // A restart of the server is reported where it happens; the next round finds it up again.
      if (!stopped && !(error instanceof TypeError)) console.error(error);
    }
  };
  const schedule = (): NodeJS.Timeout =>
    setTimeout(() => {
      running = sweep().then(() => {
        if (!stopped) timer = schedule();
      });
    }, intervalMs).unref();
  let timer = schedule();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};
