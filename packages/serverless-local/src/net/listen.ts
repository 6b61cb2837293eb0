import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { LocalError } from "../errors.ts";

/**
 * Binds a server and says where.
 *
 * @param port 0 for any free one
 * @param what named in the error: "the API of todos"
 * @returns `http://127.0.0.1:4120`
 * @throws {LocalError} when the port is taken
 */
export const listen = (
  server: Server,
  { host, port, what }: { host: string; port: number; what: string },
): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const message =
        error.code === "EADDRINUSE"
          ? `Port ${port} for ${what} is taken: is it already running? Stop it, or set PORT_BASE to move all ports`
          : `Cannot listen on ${host}:${port} for ${what}: ${error.message}`;
      reject(new LocalError(message, { cause: error }));
    });
    server.listen(port, host, () => {
      const { port: bound } = server.address() as AddressInfo;
      resolve(`http://${host}:${bound}`);
    });
  });
