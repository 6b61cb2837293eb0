import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { expect, it } from "vitest";
import { createFunctionHosts } from "../../../src/functions/function-hosts.ts";

const never = new AbortController().signal;

const listen = async (port = 0) => {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { server, port: (server.address() as AddressInfo).port };
};

it("wakes those who wait for a host when it is announced", async () => {
  const hosts = createFunctionHosts();
  const waiting = hosts.whenReady("f", never);
  hosts.announce("other", { invokeUrl: "http://127.0.0.1:2" });
  hosts.announce("f", { invokeUrl: "http://127.0.0.1:1" });
  await expect(waiting).resolves.toEqual({ invokeUrl: "http://127.0.0.1:1" });
});

it("stops waiting when it is told to", async () => {
  const stop = new AbortController();
  const waiting = createFunctionHosts().whenReady("f", stop.signal);
  stop.abort(new Error("stopped"));
  await expect(waiting).rejects.toThrow("stopped");
});

it("finds a host that was away as soon as it listens again", async () => {
  const hosts = createFunctionHosts({ probeMs: 5 });
  const { server, port } = await listen();
  const host = { invokeUrl: `http://127.0.0.1:${port}` };
  hosts.announce("f", host);
  await new Promise((resolve) => server.close(resolve));
  hosts.lost("f", host);
  expect(hosts.find("f")).toBeUndefined();
  const waiting = hosts.whenReady("f", never);
  const back = await listen(port);
  await expect(waiting).resolves.toEqual(host);
  back.server.close();
});

it("does not let late news of an old host count against the new one", () => {
  const hosts = createFunctionHosts();
  hosts.announce("f", { invokeUrl: "http://127.0.0.1:1" });
  hosts.announce("f", { invokeUrl: "http://127.0.0.1:2" });
  hosts.lost("f", { invokeUrl: "http://127.0.0.1:1" });
  expect(hosts.find("f")).toEqual({ invokeUrl: "http://127.0.0.1:2" });
});
