import { rmSync } from "node:fs";
import path from "node:path";
import { writePrivateFile } from "./state/write-private-file.ts";

/** How to reach the cloud as its operator. */
export interface CloudAccess {
  /** `http://127.0.0.1:4566` */
  readonly Endpoint: string;
  readonly Region: string;
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
}

/** Outputs by service: `{ todos: { ApiUrl: "http://127.0.0.1:4120", ... } }`. */
export type ServiceOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** `<stateDir>/outputs.json`, where people and tests find everything: endpoint, keys, URLs, names. */
export interface OutputsFile {
  services(): ServiceOutputs;
  /** @param outputs `undefined` when the service's stack is gone */
  setService(name: string, outputs: Readonly<Record<string, string>> | undefined): void;
  /** Any other section, such as `demo`. */
  publish(name: string, section: object): void;
  /** Takes the file away: what it leads to no longer answers. */
  remove(): void;
}

export const createOutputsFile = (stateDir: string, cloud: CloudAccess): OutputsFile => {
  const file = path.join(stateDir, "outputs.json");
  const services = new Map<string, Readonly<Record<string, string>>>();
  const sections = new Map<string, object>();

  const write = (): void => {
    const content = { cloud, ...Object.fromEntries(sections), ...Object.fromEntries(services) };
    writePrivateFile(file, `${JSON.stringify(content, null, 2)}\n`);
  };
  write();

  return {
    services: () => Object.fromEntries(services),
    setService: (name, outputs) => {
      if (outputs) services.set(name, outputs);
      else services.delete(name);
      write();
    },
    publish: (name, section) => {
      sections.set(name, section);
      write();
    },
    remove: () => rmSync(file, { force: true }),
  };
};
