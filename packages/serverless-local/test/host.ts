import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { CloudAccess } from "../src/cloud/outputs.ts";

export interface HostProcess {
  /** Base URL of a service's API. */
  urlOf(service: string): string;
  /** All lines so far. */
  readonly lines: readonly string[];
  /** Resolves with the first line, from `since` on, that matches. */
  line(pattern: RegExp, since?: number): Promise<string>;
  /** Ends it the regular way; resolves with its exit code. */
  close(): Promise<number | null>;
}

interface Message {
  readonly line?: string;
  readonly services?: readonly { readonly name: string; readonly apiUrl: string }[];
  readonly failure?: string;
}

/** @throws {Error} with what the host reported, when it does not start */
export const startHost = async (
  root: string,
  services: readonly string[],
  cloud: CloudAccess,
): Promise<HostProcess> => {
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const child = fork(
    path.join(import.meta.dirname, "host-process.ts"),
    [JSON.stringify({ root, services, cloud })],
    {
      execArgv: [],
      // What an operator's shell may hold; none of it may reach a function.
      env: {
        ...process.env,
        AWS_PROFILE: "operator",
        AWS_SECRET_ACCESS_KEY: "of the operator",
        OPERATOR: "yes",
      },
    },
  );
  const exited = once(child, "exit");
  const started = await new Promise<Message>((resolve) => {
    child.on("message", (message: Message) => {
      if (message.line !== undefined) lines.push(message.line);
      else resolve(message);
      for (const wake of waiting) wake();
    });
    child.once("exit", (code) => resolve({ failure: `ended with ${code}: ${lines.join("\n")}` }));
  });
  if (started.failure !== undefined) {
    await exited;
    throw new Error(started.failure);
  }
  return {
    lines,
    urlOf: (service) => {
      const found = started.services?.find(({ name }) => name === service);
      if (!found) throw new Error(`${service} is not hosted`);
      return found.apiUrl;
    },
    line: async (pattern, since = 0) => {
      for (;;) {
        const found = lines.slice(since).find((line) => pattern.test(line));
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => waiting.add(resolve));
        waiting.clear();
      }
    },
    close: async () => {
      if (child.connected) child.send("close");
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
};
