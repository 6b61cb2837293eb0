import { describe, expect, it } from "vitest";
import { PermanentFailure, TooEarly } from "../../src/errors.ts";
import { draftEvent } from "../../src/events.ts";
import { queue } from "../../src/queue.ts";
import {
  batchOf,
  invocation,
  memoryDeadLetters,
  message,
  said,
  thingGone,
  thingSaid,
  traceparent,
} from "../builders/events.ts";
import { memoryIdempotency } from "../builders/idempotency.ts";
import { capturedLogs } from "../builders/quiet.ts";

const logs = capturedLogs();

const consumer = (
  work: (words: string) => Promise<void> | void = () => {},
  options: Parameters<typeof queue>[2] = {},
) => {
  const done: string[] = [];
  const deadLetters = memoryDeadLetters();
  const handler = queue(
    thingSaid,
    async ({ data }) => {
      const words = data.words.join(" ");
      await work(words);
      done.push(words);
    },
    { idempotency: memoryIdempotency(), deadLetters, ...options },
  );
  return { handler, done, buried: deadLetters.buried };
};

const failedIds = (...ids: string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});
const everythingDone = failedIds();

const failOn =
  (...bad: string[]) =>
  (words: string) => {
    if (bad.includes(words)) throw new Error(`cannot do ${words}`);
  };

describe("a message", () => {
  it("reaches the handler as the event that its contract describes", async () => {
    const { handler, done } = consumer();
    expect(await handler(batchOf(message(said("one two"))), invocation())).toEqual(everythingDone);
    expect(done).toEqual(["one two"]);
  });

  it("of an older version is upcast", async () => {
    const { handler, done } = consumer();
    const old = said("x", { type: "skein.things.thing.said.v1", data: { text: "old words" } });
    await handler(batchOf(message(old)), invocation());
    expect(done).toEqual(["old words"]);
  });

  it("may be of any of several contracts", async () => {
    const seen: string[] = [];
    const handler = queue(
      [thingSaid, thingGone],
      async (event) => {
        seen.push(event.type === thingGone.type ? event.data.at : event.data.words.join());
      },
      { idempotency: memoryIdempotency() },
    );
    const gone = said("g", { type: thingGone.type, data: { at: "noon" } });
    await handler(batchOf(message(said("hello")), message(gone)), invocation());
    expect(seen).toEqual(["hello", "noon"]);
  });

  it("that fails is reported alone", async () => {
    const { handler, done, buried } = consumer(failOn("bad"));
    const bad = message(said("bad"));
    const batch = batchOf(message(said("a")), bad, message(said("b")));
    expect(await handler(batch, invocation())).toEqual(failedIds(bad.messageId));
    expect(done).toEqual(["a", "b"]);
    expect(buried).toEqual([]);
    expect(logs()).toContainEqual(
      expect.objectContaining({ level: "ERROR", eventId: "bad", itemId: bad.messageId }),
    );
  });

  it("that fails beside nothing else is reported too, and nothing is thrown", async () => {
    const { handler } = consumer(failOn("bad"));
    const bad = message(said("bad"));
    expect(await handler(batchOf(bad), invocation())).toEqual(failedIds(bad.messageId));
  });

  it("is consumed at its next delivery", async () => {
    let failing = true;
    const { handler, done } = consumer(() => {
      if (failing) throw new Error("not yet");
    });
    const record = message(said("a"));
    await handler(batchOf(record), invocation());
    failing = false;
    expect(await handler(batchOf(record), invocation())).toEqual(everythingDone);
    expect(done).toEqual(["a"]);
  });
});

describe("an event that is delivered twice is consumed once", () => {
  it("one after the other", async () => {
    const { handler, done } = consumer();
    await handler(batchOf(message(said("a"))), invocation());
    expect(await handler(batchOf(message(said("a"))), invocation())).toEqual(everythingDone);
    expect(done).toEqual(["a"]);
  });

  it("in one batch, with one outcome for both", async () => {
    const { handler, done } = consumer(failOn("bad"));
    const bad = ["1", "2"].map((id) => message(said("bad"), { id }));
    const { batchItemFailures } = await handler(
      batchOf(message(said("a")), message(said("a")), ...bad),
      invocation(),
    );
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).toSorted()).toEqual(["1", "2"]);
    expect(done).toEqual(["a"]);
  });

  it("to two invocations at once: the second waits for the first", async () => {
    const work = Promise.withResolvers<void>();
    const { handler, done } = consumer(() => work.promise);
    const first = handler(batchOf(message(said("a"))), invocation());
    const second = handler(batchOf(message(said("a"))), invocation());
    work.resolve();
    expect(await Promise.all([first, second])).toEqual([everythingDone, everythingDone]);
    expect(done).toEqual(["a"]);
  });

  it("to two invocations at once: the second does it when the first fails", async () => {
    const work = Promise.withResolvers<void>();
    let runs = 0;
    const { handler, done } = consumer(() => {
      runs += 1;
      return runs === 1 ? work.promise : undefined;
    });
    const record = message(said("a"));
    const first = handler(batchOf(record), invocation());
    const second = handler(batchOf(message(said("a"))), invocation());
    work.reject(new Error("not yet"));
    expect(await Promise.all([first, second])).toEqual([failedIds(record.messageId), everythingDone]);
    expect(done).toEqual(["a"]);
  });

  it("to two invocations at once: the second reports it when the first takes too long, for it may yet fail", async () => {
    const work = Promise.withResolvers<void>();
    const { handler, done } = consumer(() => work.promise);
    const first = handler(batchOf(message(said("a"))), invocation());
    const again = message(said("a"));
    expect(await handler(batchOf(again), invocation(400))).toEqual(failedIds(again.messageId));
    work.resolve();
    expect(await first).toEqual(everythingDone);
    expect(done).toEqual(["a"]);
  });

  it("but the same id of another source is another event", async () => {
    const seen: string[] = [];
    const elsewhere = {
      ...thingSaid,
      source: "/skein/elsewhere",
      type: "skein.elsewhere.thing.said.v1",
    } as const;
    const handler = queue([thingSaid, elsewhere], async ({ source }) => void seen.push(source), {
      idempotency: memoryIdempotency(),
    });
    const other = said("a", { source: elsewhere.source, type: elsewhere.type });
    await handler(batchOf(message(said("a")), message(other)), invocation());
    expect(seen).toEqual(["/skein/things", "/skein/elsewhere"]);
  });

  it("by each of two consumers", async () => {
    const idempotency = memoryIdempotency<{ consumedAt: string }>();
    const { handler, done } = consumer(undefined, { idempotency });
    await handler(batchOf(message(said("a"))), invocation());
    await handler(batchOf(message(said("a"))), { ...invocation(), functionName: "another" });
    expect(done).toEqual(["a", "a"]);
  });

  it("unless its time had not come", async () => {
    let due = false;
    const { handler, done } = consumer(() => {
      if (!due) throw new TooEarly(new Date("2026-11-22T12:00:00Z"));
    });
    const early = message(said("later"));
    expect(await handler(batchOf(early), invocation())).toEqual(failedIds(early.messageId));
    expect(logs()).toContainEqual(
      expect.objectContaining({
        level: "WARN",
        message: "comes again",
        reason: "TooEarly: this is due at 2026-11-22T12:00:00.000Z",
      }),
    );
    due = true;
    expect(await handler(batchOf(early), invocation())).toEqual(everythingDone);
    expect(done).toEqual(["later"]);
  });

  it("unless idempotency is switched off", async () => {
    const { handler, done } = consumer(undefined, { idempotency: false });
    await handler(batchOf(message(said("a")), message(said("a"))), invocation());
    expect(done).toEqual(["a", "a"]);
  });
});

describe("goes to the dead-letter queue at once, with its reason, and is acknowledged", () => {
  it.each([
    ["no JSON", "{", "the message is not JSON"],
    ["no event", { type: 3 }, /not a CloudEvent/],
    ["the envelope of SNS", { Type: "Notification", Message: "{}" }, /RawMessageDelivery/],
    [
      "an unknown version",
      said("a", { type: "skein.things.thing.said.v9" }),
      /version .*"skein.things.thing.said.v9"/,
    ],
    [
      "an unknown type",
      said("a", { type: "skein.things.thing.sung.v1" }),
      /type .*"skein.things.thing.sung.v1"/,
    ],
    ["another source", said("a", { source: "/skein/else" }), /\/source must be/],
    [
      "data that breaks the contract",
      said("a", { data: { words: [1] } }),
      /\/data\/words\/0 must be a string/,
    ],
    ["no id", said("a", { id: "" }), /\/id must not be empty/],
  ])("%s", async (_, body, reason) => {
    const { handler, done, buried } = consumer();
    const good = message(said("good"));
    expect(await handler(batchOf(message(body), good), invocation())).toEqual(everythingDone);
    expect(done).toEqual(["good"]);
    expect(buried).toEqual([
      {
        letter: expect.objectContaining({ body: typeof body === "string" ? body : JSON.stringify(body) }),
        reason: expect.stringMatching(reason),
      },
    ]);
    expect(logs()).toContainEqual(expect.objectContaining({ message: "sent to the dead-letter queue" }));
  });

  it("what the handler can never do", async () => {
    const { handler, buried } = consumer(() => {
      throw new PermanentFailure("there is no such place");
    });
    expect(await handler(batchOf(message(said("a"))), invocation())).toEqual(everythingDone);
    expect(buried).toMatchObject([{ reason: "there is no such place" }]);
  });

  it("what failed at its last attempt", async () => {
    const { handler, buried } = consumer(failOn("bad"), { maxReceiveCount: 3 });
    const bad = (receiveCount: number) => message(said("bad"), { id: "m", receiveCount });
    expect(await handler(batchOf(bad(2)), invocation())).toEqual(failedIds("m"));
    expect(buried).toEqual([]);
    expect(await handler(batchOf(bad(3)), invocation())).toEqual(everythingDone);
    expect(buried).toMatchObject([{ reason: "Error: cannot do bad" }]);
  });

  it("once, when it comes again because the acknowledgement was lost", async () => {
    const { handler, buried } = consumer();
    const poison = message("{");
    for (let n = 0; n < 3; n += 1)
      expect(await handler(batchOf(poison), invocation())).toEqual(everythingDone);
    expect(buried).toHaveLength(1);
  });

  it("once for all copies of an event that are sent at about the same time", async () => {
    const { handler, buried } = consumer(failOn("bad"), { maxReceiveCount: 1 });
    expect(await handler(batchOf(message(said("bad")), message(said("bad"))), invocation())).toEqual(
      everythingDone,
    );
    expect(await handler(batchOf(message(said("bad"))), invocation())).toEqual(everythingDone);
    expect(buried).toHaveLength(1);
    expect(logs()).toContainEqual(
      expect.objectContaining({ message: "is in the dead-letter queue already" }),
    );
  });

  it("again, when the event is sent again later", async () => {
    const { handler, buried } = consumer(failOn("bad"), { maxReceiveCount: 1 });
    const first = message(said("bad"));
    const later = String(Number(first.attributes.SentTimestamp) + 2 * 60 * 60 * 1_000);
    await handler(batchOf(first), invocation());
    const second = message(said("bad"));
    await handler(
      batchOf({ ...second, attributes: { ...second.attributes, SentTimestamp: later } }),
      invocation(),
    );
    expect(buried).toHaveLength(2);
  });

  it("again, when an event was moved back with its reason and fails again", async () => {
    const { handler, buried } = consumer(failOn("bad"), { maxReceiveCount: 1 });
    const event = message(said("bad"));
    await handler(batchOf(event), invocation());
    const reason = { dataType: "String", stringValue: "Error: cannot do bad" } as const;
    const moved = {
      ...event,
      attributes: { ...event.attributes, SentTimestamp: String(Number(event.attributes.SentTimestamp) + 1) },
      messageAttributes: { ...event.messageAttributes, failureReason: reason },
    };
    await handler(batchOf(moved), invocation());
    expect(buried).toHaveLength(2);
  });

  it("again, when it was moved back and is still not to be consumed", async () => {
    const { handler, buried } = consumer();
    const poison = message("{");
    await handler(batchOf(poison), invocation());
    const moved = { ...poison, attributes: { ...poison.attributes, SentTimestamp: "1795344999999" } };
    await handler(batchOf(moved), invocation());
    expect(buried).toHaveLength(2);
  });

  it("unless that queue cannot be reached: then it is reported, and SQS brings it there", async () => {
    const deadLetters = { bury: () => Promise.reject(new Error("no such queue")) };
    const { handler } = consumer(undefined, { deadLetters });
    const poison = message("{");
    expect(await handler(batchOf(poison), invocation())).toEqual(failedIds(poison.messageId));
    expect(logs()).toContainEqual(
      expect.objectContaining({ level: "ERROR", reason: "the message is not JSON" }),
    );
  });

  it("and can be consumed after it was moved back and the code mended", async () => {
    let broken = true;
    const { handler, done } = consumer(() => {
      if (broken) throw new PermanentFailure("not implemented");
    });
    await handler(batchOf(message(said("a"))), invocation());
    broken = false;
    await handler(batchOf(message(said("a"))), invocation());
    expect(done).toEqual(["a"]);
  });
});

describe("a FIFO queue", () => {
  const inGroup = (group: string, words: string, receiveCount = 1) =>
    message(said(words), { id: words, group, receiveCount });

  it("keeps each group in order, beside the others", async () => {
    const waits = new Map([
      ["a1", 20],
      ["b1", 0],
    ]);
    const { handler, done } = consumer(
      (words) => new Promise((resolve) => setTimeout(resolve, waits.get(words) ?? 0)),
    );
    const batch = batchOf(inGroup("a", "a1"), inGroup("b", "b1"), inGroup("a", "a2"), inGroup("b", "b2"));
    expect(await handler(batch, invocation())).toEqual(everythingDone);
    expect(done.filter((words) => words.startsWith("a"))).toEqual(["a1", "a2"]);
    expect(done.filter((words) => words.startsWith("b"))).toEqual(["b1", "b2"]);
    expect(done.at(-1)).toBe("a2");
  });

  it("has the rest of a group wait for the one that failed", async () => {
    const { handler, done } = consumer(failOn("a2"));
    const batch = batchOf(
      ...["a1", "a2", "a3", "a4"].map((words) => inGroup("a", words)),
      inGroup("b", "b1"),
    );
    expect(await handler(batch, invocation())).toEqual(failedIds("a2", "a3", "a4"));
    expect(done.toSorted()).toEqual(["a1", "b1"]);
  });

  it("goes on past what went to the dead-letter queue", async () => {
    const { handler, done, buried } = consumer(failOn("a1"), { maxReceiveCount: 5 });
    const batch = batchOf(message("{", { group: "a" }), inGroup("a", "a1", 5), inGroup("a", "a2"));
    expect(await handler(batch, invocation())).toEqual(everythingDone);
    expect(done).toEqual(["a2"]);
    expect(buried.map(({ letter }) => letter.groupId)).toEqual(["a", "a"]);
  });

  it("is told by its name: groups of a standard queue have no order", async () => {
    const { handler, done } = consumer(failOn("a1"));
    const fair = (words: string) => ({
      ...inGroup("a", words),
      eventSourceARN: "arn:aws:sqs:us-east-1:123456789012:things",
    });
    expect(await handler(batchOf(fair("a1"), fair("a2")), invocation())).toEqual(failedIds("a1"));
    expect(done).toEqual(["a2"]);
  });
});

describe("time and room", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => message(said(`${index}`), { id: `${index}` }));

  it("works on a few records at once, those that came first first", async () => {
    const started: string[] = [];
    let running = 0;
    let most = 0;
    const { handler } = consumer(
      async (words) => {
        started.push(words);
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 1));
        running -= 1;
      },
      { concurrency: 3 },
    );
    await handler(batchOf(...many(20)), invocation());
    expect(most).toBe(3);
    expect(started).toEqual(many(20).map(({ messageId }) => messageId));
  });

  it("reports before the end what is not done, and does not start what is not begun", async () => {
    const started: string[] = [];
    const { handler } = consumer(
      (words) => {
        started.push(words);
        return words === "0" ? undefined : new Promise(() => {});
      },
      { concurrency: 2 },
    );
    const context = invocation(200);
    expect(await handler(batchOf(...many(5)), context)).toEqual(failedIds("1", "2", "3", "4"));
    expect(context.getRemainingTimeInMillis()).toBeGreaterThan(0);
    expect(started).toEqual(["0", "1", "2"]);
    expect(logs()).toContainEqual(expect.objectContaining({ level: "WARN", itemId: "4" }));
  });

  it("tells a handler by its signal that the time is up", async () => {
    const aborted = Promise.withResolvers<unknown>();
    const handler = queue(
      thingSaid,
      async (_, { signal }) => {
        signal.addEventListener("abort", () => aborted.resolve(signal.reason));
        await new Promise(() => {});
      },
      { idempotency: memoryIdempotency() },
    );
    await handler(batchOf(message(said("a"))), invocation(100));
    expect(await aborted.promise).toMatchObject({ name: "TimedOut" });
  });

  it("does not let a next attempt in while the one that ran out of time may still be running", async () => {
    const { handler } = consumer(() => new Promise(() => {}));
    const record = message(said("a"));
    await handler(batchOf(record), invocation(100));
    expect(await handler(batchOf(record), invocation(100))).toEqual(failedIds(record.messageId));
  });
});

describe("a handler gets", () => {
  it("its own span in the event's trace, in the log and for what it writes", async () => {
    const handler = queue(
      thingSaid,
      async (_, context) => {
        context.logger.info("at work", { own: context.traceparent });
      },
      { idempotency: memoryIdempotency() },
    );
    await handler(batchOf(message(said("a")), message(said("b", { traceparent: undefined }))), invocation());
    const [withTrace, without] = logs().filter(({ message }) => message === "at work");
    expect(withTrace).toMatchObject({
      eventId: "a",
      type: thingSaid.type,
      traceId: traceparent.slice(3, 35),
      own: expect.stringMatching(new RegExp(`^${traceparent.slice(0, 36)}(?!1{16})[0-9a-f]{16}-01$`)),
    });
    expect(without?.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(without?.traceId).not.toBe(withTrace?.traceId);
  });

  it("a logger whose lines keep to their event, also when several are at work", async () => {
    const handler = queue(
      thingSaid,
      async ({ id }, { logger }) => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        logger.info("at work", { own: id });
      },
      { idempotency: memoryIdempotency() },
    );
    await handler(batchOf(...["a", "b", "c"].map((words) => message(said(words)))), invocation());
    for (const line of logs().filter(({ message }) => message === "at work"))
      expect(line.eventId).toBe(line.own);
  });

  it("follow-up events that are the same at every attempt, and carry the trace on", async () => {
    const sealed: { id: string; traceparent?: string | undefined }[][] = [];
    const handler = queue(
      thingSaid,
      async (_, { seal }) => {
        const draft = draftEvent(thingGone, "t-1", { at: "noon" });
        sealed.push([seal(draft), seal(draft)]);
        if (sealed.length === 1) throw new Error("died after publishing");
      },
      { idempotency: memoryIdempotency() },
    );
    const record = message(said("a"));
    await handler(batchOf(record), invocation());
    await handler(batchOf(record), invocation());
    const ids = sealed.map((events) => events.map(({ id }) => id));
    expect(ids[0]).toEqual(ids[1]);
    expect(new Set(ids[0]).size).toBe(2);
    expect(sealed.flat().every((event) => event.traceparent?.includes(traceparent.slice(3, 35)))).toBe(true);
  });

  it("a mark for its transaction, good for this attempt", async () => {
    const store = memoryIdempotency<{ consumedAt: string }>();
    let count = 0;
    const handler = queue(
      thingSaid,
      async (_, { completion }) => {
        store.transact(completion(), () => {
          count += 1;
        });
        throw new Error("died after the transaction");
      },
      { idempotency: store },
    );
    const record = message(said("a"));
    await handler(batchOf(record), invocation());
    expect(await handler(batchOf(record), invocation())).toEqual(everythingDone);
    expect(count).toBe(1);
  });
});

describe("when the table of consumed events cannot be reached", () => {
  it("nothing is done, and all is reported", async () => {
    const idempotency = {
      ...memoryIdempotency<{ consumedAt: string }>(),
      begin: () => Promise.reject(new Error("throttled")),
    };
    const { handler, done } = consumer(undefined, { idempotency });
    const record = message(said("a"));
    expect(await handler(batchOf(record), invocation())).toEqual(failedIds(record.messageId));
    expect(done).toEqual([]);
  });

  it("for the mark only, what is done is acknowledged after some tries", async () => {
    let tries = 0;
    const complete = () => {
      tries += 1;
      return Promise.reject(new Error("throttled"));
    };
    const { handler, done } = consumer(undefined, {
      idempotency: { ...memoryIdempotency<{ consumedAt: string }>(), complete },
    });
    expect(await handler(batchOf(message(said("a"))), invocation())).toEqual(everythingDone);
    expect(done).toEqual(["a"]);
    expect(tries).toBeGreaterThan(1);
  });
});

it("an invocation that is no batch is refused", async () => {
  const { handler } = consumer();
  const nothing: unknown = {};
  await expect(handler(nothing as ReturnType<typeof batchOf>, invocation())).rejects.toThrow(/batch type/);
});
