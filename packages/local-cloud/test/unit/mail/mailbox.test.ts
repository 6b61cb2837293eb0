import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMailbox } from "../../../src/mail/mailbox.ts";

describe("mailbox", () => {
  let stateDir: string;
  beforeEach(() => {
    stateDir = mkdtempSync(path.join(tmpdir(), "mailbox-"));
  });
  afterEach(() => rmSync(stateDir, { recursive: true }));

  const mail = (to: string, subject: string) => ({ to, from: "skein@example.com", subject, text: "hello" });

  it("lists one recipient's mails, newest first", () => {
    const mailbox = createMailbox({ stateDir });
    mailbox.deliver(mail("ada@example.com", "first"));
    mailbox.deliver(mail("bob@example.com", "other"));
    mailbox.deliver(mail("ada@example.com", "second"));
    expect(mailbox.list({ to: "ada@example.com" }).map((m) => m.subject)).toEqual(["second", "first"]);
    expect(mailbox.list().map((m) => m.subject)).toEqual(["second", "other", "first"]);
    mailbox.close();
  });

  it("finds a recipient however the address is capitalised", () => {
    const mailbox = createMailbox({ stateDir });
    mailbox.deliver(mail("Ada@Example.com", "code"));
    expect(mailbox.list({ to: "ada@example.COM" })).toHaveLength(1);
    mailbox.close();
  });

  it("stamps the time of sending and keeps html only where there is some", () => {
    const mailbox = createMailbox({ stateDir, now: () => new Date("2026-11-22T10:00:00Z") });
    mailbox.deliver(mail("ada@example.com", "plain"));
    mailbox.deliver({ ...mail("ada@example.com", "rich"), html: "<b>hello</b>" });
    expect(mailbox.list({ to: "ada@example.com" })).toEqual([
      { ...mail("ada@example.com", "rich"), html: "<b>hello</b>", sentAt: "2026-11-22T10:00:00.000Z" },
      { ...mail("ada@example.com", "plain"), sentAt: "2026-11-22T10:00:00.000Z" },
    ]);
    mailbox.close();
  });

  it("keeps the header fields that a sender added", () => {
    const mailbox = createMailbox({ stateDir });
    const headers = { "List-Unsubscribe": "<https://skein.example/u>" };
    mailbox.deliver({ ...mail("ada@example.com", "news"), headers }, mail("bob@example.com", "news"));
    expect(mailbox.list({ to: "ada@example.com" })).toMatchObject([{ headers }]);
    expect(mailbox.list({ to: "bob@example.com" })[0]).not.toHaveProperty("headers");
    mailbox.close();
  });

  it("stores all of the mails that come together, or none", () => {
    const mailbox = createMailbox({ stateDir });
    const circular: Record<string, string> = {};
    Object.assign(circular, { self: circular });
    const broken = { ...mail("bob@example.com", "broken"), headers: circular };
    expect(() => mailbox.deliver(mail("ada@example.com", "fine"), broken)).toThrow();
    expect(mailbox.list()).toEqual([]);
    mailbox.close();
  });

  it("keeps mails over a restart that closed nothing", () => {
    const before = createMailbox({ stateDir });
    before.deliver(mail("ada@example.com", "kept"));
    const after = createMailbox({ stateDir });
    expect(after.list()).toHaveLength(1);
    before.close();
    after.close();
  });
});
