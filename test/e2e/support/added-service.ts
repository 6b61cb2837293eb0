import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseDocument } from "yaml";
import type { Checkout } from "./checkout.ts";

export interface AddedService {
  /** Name in `serverless-compose.yml`, and of its folder in `services/`. */
  readonly name: string;
  /** Folder that is copied. */
  readonly from: string;
  readonly dependsOn?: readonly string[];
}

/** Adds a service to a checkout, as a team would: a folder, and an entry in `serverless-compose.yml`. */
export const addService = (checkout: Checkout, { name, from, dependsOn = [] }: AddedService): void => {
  const folder = checkout.file("services", name);
  cpSync(from, folder, { recursive: true });
  // It has the same plugins as any other service.
  symlinkSync(checkout.file("services", "todos", "node_modules"), path.join(folder, "node_modules"));
  const file = checkout.file("serverless-compose.yml");
  const compose = parseDocument(readFileSync(file, "utf8"));
  compose.setIn(["services", name], compose.createNode({ path: `services/${name}`, dependsOn }));
  writeFileSync(file, String(compose));
};
