import type { AddressInfo, Server } from "node:net";

/** On loopback, at any port that is free. @returns the port */
export const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
};
