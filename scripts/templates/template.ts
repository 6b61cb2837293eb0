import { readFileSync } from "node:fs";

/** A resource of a packaged template; properties are JSON with intrinsics in them. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
}

export interface Finding {
  readonly logicalId: string;
  readonly rule: string;
  readonly message: string;
}

export const readTemplate = (file: string): Template => JSON.parse(readFileSync(file, "utf8")) as Template;
