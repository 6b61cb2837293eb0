import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runServerless } from "../command.ts";
import { createWorkspace, type Workspace } from "../workspace.ts";

let workspace: Workspace;

beforeAll(() => {
  workspace = createWorkspace(["greeter"]);
});

afterAll(() => workspace.remove());

const templateHere = async (folder: string): Promise<unknown> => {
  const child = fork(path.join(import.meta.dirname, "..", "template-process.ts"), [folder], { execArgv: [] });
  const [template] = await once(child, "message");
  return template;
};

/** What depends on the code or on the moment, and nothing else. */
const withoutCode = (template: unknown): unknown =>
  JSON.parse(
    JSON.stringify(template)
      .replaceAll(/"S3Key":"[^"]*"/g, '"S3Key":""')
      .replaceAll(/ApiGatewayDeployment(\d+|Local)/g, "ApiGatewayDeployment")
      .replaceAll(/LambdaVersion[A-Za-z0-9]{30,}/g, "LambdaVersion")
      .replaceAll(/"CodeSha256":"[^"]*"/g, '"CodeSha256":""'),
  );

test("is the one that `serverless package` writes, but for the code", async () => {
  const command = runServerless(workspace, "greeter", ["package"]);
  expect(await command.exited).toBe(0);
  const file = path.join(
    workspace.folderOf("greeter"),
    ".serverless",
    "cloudformation-template-update-stack.json",
  );
  const packaged: unknown = JSON.parse(readFileSync(file, "utf8"));
  const here = await templateHere(workspace.folderOf("greeter"));
  expect(withoutCode(here)).toEqual(withoutCode(packaged));
});
