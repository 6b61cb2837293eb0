import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { SESv2 } from "@aws-sdk/client-sesv2";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Mail } from "../../../src/mail/mailbox.ts";
import { type MailCloud, sender, startMailCloud } from "./mail-cloud.ts";

const credentials = { accessKeyId: "AKIATESTOPERATOR0000", secretAccessKey: "secret-of-the-test-operator" };
const content = (subject: string) => ({
  Simple: { Subject: { Data: subject }, Body: { Text: { Data: "t" } } },
});

/** Reads events from the queue of a set until they tell of all that is expected, or no more come. */
const messageIds = async (
  { sqs }: MailCloud,
  QueueUrl: string,
  enough: (ids: ReadonlySet<string>) => boolean,
): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>();
  while (!enough(ids)) {
    const { Messages = [] } = await sqs.receiveMessage({
      QueueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 5,
    });
    if (Messages.length === 0) break;
    for (const { Body = "" } of Messages) if (Body.startsWith("{")) ids.add(JSON.parse(Body).mail.messageId);
  }
  return ids;
};

describe("a cloud that is killed", () => {
  let stateDir: string;
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-mail-crash-"));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    await rm(stateDir, { recursive: true });
  });

  const start = async () => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, "cloud-process.ts"), stateDir], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    const [line] = await once(child.stdout, "data");
    const endpoint = String(line).trim();
    return { child, ses: new SESv2({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 }) };
  };

  it("has every mail that it acknowledged, and tells its events", async () => {
    const before = await startMailCloud({ stateDir });
    await before.ses.createEmailIdentity({ EmailIdentity: sender });
    const { set } = await before.listen(["SEND"]);
    await before.close();

    const { child, ses } = await start();
    const gone = once(child, "exit");
    const acknowledged = new Map<string, string>();
    const sendUntilKilled = async (name: string) => {
      for (let index = 0; ; index++) {
        const subject = `${name}-${index}`;
        const sent = await ses
          .sendEmail({
            FromEmailAddress: sender,
            Destination: { ToAddresses: ["ada@a.example", "bob@a.example"] },
            Content: content(subject),
            ConfigurationSetName: set,
          })
          .catch(() => undefined);
        if (sent?.MessageId === undefined) return;
        acknowledged.set(sent.MessageId, subject);
        if (acknowledged.size === 100) child.kill("SIGKILL");
      }
    };
    await Promise.all(["a", "b", "c", "d"].map(sendUntilKilled));
    await gone;

    const again = await startMailCloud({ stateDir });
    for (const to of ["ada@a.example", "bob@a.example"]) {
      const found = (await again.inbox(to)).map(({ subject }: Mail) => subject);
      expect([...acknowledged.values()].filter((subject) => !found.includes(subject))).toEqual([]);
      expect(new Set(found).size).toBe(found.length);
    }
    const told = await messageIds(again, set, (ids) => [...acknowledged.keys()].every((id) => ids.has(id)));
    expect([...acknowledged.keys()].filter((id) => !told.has(id))).toEqual([]);
    await again.close();
  });
});

describe("a cloud that starts again", () => {
  let stateDir: string;
  const clouds: MailCloud[] = [];
  beforeEach(async () => {
    stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-mail-restart-"));
  });
  afterEach(async () => {
    for (const cloud of clouds.splice(0)) await cloud.close();
    await rm(stateDir, { recursive: true });
  });

  it("has its mails, templates, sets and suppressions, and tells what it had not told", async () => {
    const first = await startMailCloud({ stateDir });
    await first.ses.createEmailIdentity({ EmailIdentity: "skein.example" });
    await first.ses.createEmailTemplate({ TemplateName: "t", TemplateContent: { Subject: "s" } });
    await first.ses.putSuppressedDestination({ EmailAddress: "gone@a.example", Reason: "BOUNCE" });
    const { set } = await first.listen(["BOUNCE"]);
    const sent = await Promise.all(
      Array.from({ length: 20 }, () => first.send("gone@a.example", { ConfigurationSetName: set })),
    );
    await first.send("kept@a.example");
    // At once: events are still on their way.
    await first.close();

    const second = await startMailCloud({ stateDir });
    clouds.push(second);
    expect(await second.inbox("kept@a.example")).toHaveLength(1);
    expect(await second.ses.getEmailTemplate({ TemplateName: "t" })).toMatchObject({ TemplateName: "t" });
    const told = await messageIds(second, set, (ids) => sent.every((id) => ids.has(id)));
    expect(told).toEqual(new Set(sent));
  });
});
