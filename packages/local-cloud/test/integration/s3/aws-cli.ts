/** The AWS CLI, as it is installed on the machine, without the machine's own settings. */
import { type ChildProcess, execFile, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { S3Cloud } from "./s3-cloud.ts";

/** @returns what it printed. @throws {Error} with what it complained of */
export type AwsCli = (args: readonly string[], input?: Uint8Array) => Promise<Buffer>;

/** `aws-cli/2.9.19`; nothing where there is none. */
export const awsVersion = /^aws-cli\/\S+/.exec(
  spawnSync("aws", ["--version"], { encoding: "utf8" }).stdout ?? "",
)?.[0];

/** More than it prints of the largest object that a test streams. */
const maxBuffer = 64 * 1024 * 1024;

/** Version 1 still presigns as of old unless told, which buckets younger than June 2020 refuse. */
const config = "[default]\ns3 =\n    signature_version = s3v4\n";

/** @param home an empty folder, instead of the user's */
export const awsCli = ({ client }: Pick<S3Cloud, "client">, home: string): AwsCli => {
  writeFileSync(path.join(home, "config"), config);
  const { accessKeyId, secretAccessKey } = client.credentials;
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    LANG: "C.UTF-8",
    AWS_CONFIG_FILE: path.join(home, "config"),
    AWS_SHARED_CREDENTIALS_FILE: path.join(home, "credentials"),
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_DEFAULT_REGION: client.region,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_PAGER: "",
  };
  return (args, input) =>
    new Promise((resolve, reject) => {
      const all = ["--endpoint-url", client.endpoint, ...args];
      const child: ChildProcess = execFile(
        "aws",
        all,
        { env, encoding: "buffer", maxBuffer },
        (error, stdout, stderr) =>
          error ? reject(new Error(`aws ${args.join(" ")}: ${stderr.toString()}`)) : resolve(stdout),
      );
      child.stdin?.end(input);
    });
};
