import { newPostId } from "@skein/contracts/ids";
import { describe, expect, it } from "vitest";
import { MailRefused } from "../../src/domain/mail.ts";
import { mailPage, PageIncomplete } from "../../src/domain/mail-page.ts";
import { type AnnouncedPost, postMail, welcomeMail } from "../../src/domain/mails.ts";
import { sendOnce } from "../../src/domain/send-once.ts";
import { turns } from "../../src/domain/turns.ts";
import { mailSystem } from "../builders/mail-system.ts";
import { today, yesterday } from "../builders/post.ts";
import { aSubscriber, links, subscribersInMemory } from "../builders/subscriber.ts";

const { signal } = new AbortController();
const ada = aSubscriber("ada@skein.example");
const welcome = welcomeMail(ada, links);
const post: AnnouncedPost = {
  id: newPostId(),
  slug: "hello",
  title: "Hello <b>& all",
  excerpt: 'It is "here".',
  publishedAt: today.toISOString(),
};

describe("a mail", () => {
  it("says the same in text and HTML, whose text is escaped", () => {
    const mail = postMail(post, ada, links);
    expect(mail).toMatchObject({ to: "ada@skein.example", subject: post.title });
    expect(mail.text).toContain('It is "here".\n\nRead the post: https://site.example/blog/hello');
    expect(mail.html).toContain("<h1>Hello &lt;b&gt;&amp; all</h1>\n<p>It is &quot;here&quot;.</p>");
    expect(mail.html).toContain('<a href="https://site.example/blog/hello">Read the post</a>');
  });

  it("always has a way out", () => {
    for (const mail of [welcome, postMail(post, ada, links)]) {
      expect(mail.unsubscribeUrl).toContain(ada.key);
      expect(mail.text).toContain(mail.unsubscribeUrl);
      expect(mail.html).toContain(mail.unsubscribeUrl.replace("&", "&amp;"));
    }
  });

  it("has an id that the tags of SES may hold", () => {
    for (const { id } of [welcome, postMail(post, ada, links)]) expect(id).toMatch(/^[\w.@-]{1,256}$/);
  });
});

describe("sending a mail once", () => {
  it("sends it the first time, and not the second", async () => {
    const { outbox, ports } = mailSystem();
    expect(await sendOnce(welcome, signal, ports)).toBe(true);
    expect(await sendOnce(welcome, signal, ports)).toBe(false);
    expect(outbox).toEqual([welcome]);
  });

  it("sends it again when it was refused", async () => {
    let failures = 1;
    const { outbox, ports } = mailSystem(() => {
      if (failures-- > 0) throw new MailRefused(new Error("too many"));
    });
    await expect(sendOnce(welcome, signal, ports)).rejects.toThrow("too many");
    expect(await sendOnce(welcome, signal, ports)).toBe(true);
    expect(outbox).toHaveLength(1);
  });

  it("waits for a sign when nobody knows whether it went out, and believes it", async () => {
    const { outbox, log, ports } = mailSystem(() => {
      throw new Error("the connection broke");
    });
    await expect(sendOnce(welcome, signal, ports)).rejects.toThrow("broke");
    let waits = 0;
    const pause = async () => {
      if (++waits === 3) await log.sent(welcome.id);
    };
    expect(await sendOnce(welcome, signal, { ...ports, pause })).toBe(false);
    expect(waits).toBe(3);
    expect(outbox).toEqual([]);
  });

  it("gives up waiting when its time is up", async () => {
    const { log, ports } = mailSystem();
    await log.begin(welcome.id, today);
    const controller = new AbortController();
    const pause = async () => controller.abort(new Error("time is up"));
    await expect(sendOnce(welcome, controller.signal, { ...ports, pause })).rejects.toThrow("time is up");
  });
});

describe("mailing a page of subscribers", () => {
  const bob = aSubscriber("bob@skein.example");
  const late = aSubscriber("late@skein.example", { createdAt: new Date(today.getTime() + 1).toISOString() });
  const page = { post, keys: [ada.key, bob.key, late.key, "gone"] };
  const subscribers = subscribersInMemory(ada, bob, late);
  const nextTurn = async () => {};

  it("reaches those who are there, and were when the post was published", async () => {
    const { outbox, ports } = mailSystem();
    expect(await mailPage(page, signal, { ...ports, subscribers, links, nextTurn })).toEqual({ sent: 2 });
    expect(outbox.map(({ to }) => to)).toEqual([ada.email, bob.email]);
    expect(yesterday < today).toBe(true);
  });

  it("is not held up by one that fails, and says so; the second time only that one gets a mail", async () => {
    let failures = 1;
    const { outbox, ports } = mailSystem(({ to }) => {
      if (to === ada.email && failures-- > 0) throw new MailRefused(new Error("too many"));
    });
    const all = { ...ports, subscribers, links, nextTurn };
    await expect(mailPage(page, signal, all)).rejects.toThrow(PageIncomplete);
    expect(outbox.map(({ to }) => to)).toEqual([bob.email]);
    expect(await mailPage(page, signal, all)).toEqual({ sent: 1 });
    expect(outbox.map(({ to }) => to)).toEqual([bob.email, ada.email]);
  });

  it("ends when the time is up", async () => {
    const { ports } = mailSystem();
    const ended = AbortSignal.abort(new Error("time is up"));
    await expect(mailPage(page, ended, { ...ports, subscribers, links, nextTurn })).rejects.toThrow(
      "time is up",
    );
  });
});

it("turns come as often as they may, and no two at once", async () => {
  let now = 0;
  const pause = async (milliseconds: number) => {
    now += milliseconds;
  };
  const next = turns(4, pause, () => now);
  const at: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    await next(signal);
    at.push(now);
  }
  now += 10_000;
  await next(signal);
  expect(at).toEqual([0, 250, 500, 750]);
  expect(now).toBe(10_750);
});
