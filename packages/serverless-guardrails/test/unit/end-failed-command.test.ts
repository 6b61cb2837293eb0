import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";

const source = new URL("../../src/end-failed-command.ts", import.meta.url).href;

/** A process that would run for ever, in which the framework's command `package` just failed. */
const processAskedFor = (ownCommand: string) =>
  spawn(
    process.execPath,
    [
      "--input-type=module",
      "--eval",
      `import { endFailedCommand } from ${JSON.stringify(source)};
       endFailedCommand(["package"], ["node", "serverless", ${JSON.stringify(ownCommand)}]);
       process.exitCode = 1;
       setInterval(() => {}, 1_000);
       setTimeout(() => console.log("still here"), 1_500);`,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );

describe("a failed command", () => {
  it("ends the process that was started for it, with the framework's exit code", async () => {
    const [code] = await once(processAskedFor("package"), "exit");
    expect(code).toBe(1);
  });

  it("leaves a process alone that was started for something else", async () => {
    const other = processAskedFor("offline");
    const [line] = await once(other.stdout, "data");
    expect(String(line)).toContain("still here");
    other.kill();
    await once(other, "exit");
  });
});
