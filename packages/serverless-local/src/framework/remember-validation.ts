import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Serverless } from "./serverless.ts";

interface Remembered {
  /** Of the configuration and the schema that it was checked against. */
  readonly digest: string;
  /** The configuration after the check, which also converts types: `timeout: "6"`. */
  readonly checked: object;
}

/**
 * Lets the framework check a configuration against its schema once, and not again while both stay the same: the
 * check costs about a second of CPU for each set of plugins, at every start.
 */
export const rememberValidation = (serverless: Serverless): void => {
  const { configSchemaHandler: handler, serviceDir } = serverless;
  const file = path.join(serviceDir, ".cache", "checked-configuration.json");
  const validate = handler.validateConfig.bind(handler);
  handler.validateConfig = async (configuration) => {
    const digest = createHash("sha256")
      .update(JSON.stringify(handler.schema))
      .update(JSON.stringify(configuration))
      .digest("hex");
    const remembered = read(file);
    if (remembered?.digest === digest) return convert(configuration, remembered.checked);
    await validate(configuration);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ digest, checked: configuration } satisfies Remembered));
  };
};

const read = (file: string): Remembered | undefined => {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Remembered;
  } catch {
    return undefined;
  }
};

/** In place, since the framework keeps references into the configuration. */
const convert = (target: object, checked: object): void => {
  for (const [key, value] of Object.entries(checked)) {
    const current: unknown = Reflect.get(target, key);
    if (isContainer(current) && isContainer(value) && Array.isArray(current) === Array.isArray(value))
      convert(current, value);
    else if (current !== value) Reflect.set(target, key, value);
  }
};

const isContainer = (value: unknown): value is object => typeof value === "object" && value !== null;
