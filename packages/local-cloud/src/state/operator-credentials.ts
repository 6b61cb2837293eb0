import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { writePrivateFile } from "./write-private-file.ts";

/** What only the operator of this cloud knows. */
export interface OperatorCredentials {
  readonly accessKeyId: string;
  /** Also the bearer token of the operator's routes under `/_local`. */
  readonly secretAccessKey: string;
  /** The credentials of functions are derived from it. */
  readonly functionSecret: string;
}

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

const create = (): OperatorCredentials => ({
  accessKeyId: `AKIA${[...randomBytes(16)].map((byte) => base32.charAt(byte % 32)).join("")}`,
  secretAccessKey: randomBytes(30).toString("base64"),
  functionSecret: randomBytes(32).toString("base64"),
});

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

const read = (file: string): OperatorCredentials => {
  const content: unknown = JSON.parse(readFileSync(file, "utf8"));
  const { accessKeyId, secretAccessKey, functionSecret } = Object(content);
  if (!isText(accessKeyId) || !isText(secretAccessKey) || !isText(functionSecret))
    throw new Error(`${file} is damaged: delete it, and the local cloud makes new credentials.`);
  return { accessKeyId, secretAccessKey, functionSecret };
};

/** Random, made at the first start, kept in `<stateDir>/credentials.json` for its owner's eyes only. */
export const operatorCredentials = (stateDir: string): OperatorCredentials => {
  const file = path.join(stateDir, "credentials.json");
  if (existsSync(file)) return read(file);
  const credentials = create();
  writePrivateFile(file, `${JSON.stringify(credentials, null, 2)}\n`);
  return credentials;
};
