import { createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { listen } from "../listen.ts";

/** Where the function tells what came. */
export interface Collector {
  readonly port: number;
  /** When a message reached the handler: milliseconds since 1970, with fractions. */
  arrivalOf(id: string): number | undefined;
  /** Messages that came, each counted once. */
  arrived(): number;
  /** Messages that came again. */
  repeated(): number;
  /** Resolves when so many have come. */
  until(count: number): Promise<void>;
  close(): void;
}

export const startCollector = async (): Promise<Collector> => {
  const arrivals = new Map<string, number>();
  const waiting = new Set<() => void>();
  const sockets = new Set<Socket>();
  let repeated = 0;

  const take = (line: string) => {
    const { at, ids } = JSON.parse(line) as { at: number; ids: readonly string[] };
    for (const id of ids) {
      if (arrivals.has(id)) repeated += 1;
      else arrivals.set(id, at);
    }
    for (const look of waiting) look();
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    createInterface({ input: socket }).on("line", take);
    socket.on("error", () => socket.destroy());
  });

  return {
    port: await listen(server),
    arrivalOf: (id) => arrivals.get(id),
    arrived: () => arrivals.size,
    repeated: () => repeated,
    until: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (arrivals.size < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};
