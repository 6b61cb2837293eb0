import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { createSqsDriver, type ReceivedMessage, type SqsDriver } from "./sqs-driver.ts";

/** What a FIFO queue is, in the plainest terms: per group, messages in the order in which they were sent. */
interface ModelMessage {
  readonly body: string;
  visibleAt: number;
  receiptHandle?: string;
}
interface Model {
  now: number;
  sent: number;
  readonly groups: Map<string, ModelMessage[]>;
}
interface Real {
  readonly driver: SqsDriver;
  readonly queue: string;
}

const groups = ["a", "b", "c"];

/** What a group has to give: everything before its first hidden message. */
const availableOf = (model: Model, group: string): readonly ModelMessage[] => {
  const messages = model.groups.get(group) ?? [];
  const hidden = messages.findIndex(({ visibleAt }) => visibleAt > model.now);
  return hidden < 0 ? messages : messages.slice(0, hidden);
};

const inFlightOf = (model: Model): readonly ModelMessage[] =>
  [...model.groups.values()].flat().filter(({ visibleAt }) => visibleAt > model.now);

class Send implements fc.AsyncCommand<Model, Real> {
  readonly group: string;
  constructor(group: string) {
    this.group = group;
  }
  check = () => true;
  async run(model: Model, { driver, queue }: Real) {
    const body = `m${model.sent++}`;
    await driver.send(queue, body, { MessageGroupId: this.group });
    model.groups.set(this.group, [...(model.groups.get(this.group) ?? []), { body, visibleAt: model.now }]);
  }
  toString = () => `send(${this.group})`;
}

class Receive implements fc.AsyncCommand<Model, Real> {
  readonly maximum: number;
  readonly seconds: number;
  constructor(maximum: number, seconds: number) {
    this.maximum = maximum;
    this.seconds = seconds;
  }
  check = () => true;
  async run(model: Model, { driver, queue }: Real) {
    const options = { MaxNumberOfMessages: this.maximum, VisibilityTimeout: this.seconds };
    const received = await driver.receive(queue, options);
    const available = groups.map((group) => availableOf(model, group));
    expect(received).toHaveLength(Math.min(this.maximum, available.flat().length));
    for (const [index, group] of groups.entries()) {
      const ofGroup = received.filter(({ Attributes }) => Attributes?.MessageGroupId === group);
      const expected = (available[index] ?? []).slice(0, ofGroup.length);
      expect(ofGroup.map(({ Body }) => Body)).toEqual(expected.map(({ body }) => body));
      this.hide(model, expected, ofGroup);
    }
  }
  hide(model: Model, messages: readonly ModelMessage[], received: readonly ReceivedMessage[]) {
    for (const [index, message] of messages.entries()) {
      message.visibleAt = model.now + this.seconds;
      const receiptHandle = received[index]?.ReceiptHandle;
      if (receiptHandle) message.receiptHandle = receiptHandle;
    }
  }
  toString = () => `receive(${this.maximum}, ${this.seconds} s)`;
}

class Delete implements fc.AsyncCommand<Model, Real> {
  readonly choice: number;
  constructor(choice: number) {
    this.choice = choice;
  }
  check = (model: Readonly<Model>) => inFlightOf(model).length > 0;
  async run(model: Model, { driver, queue }: Real) {
    const inFlight = inFlightOf(model);
    const chosen = inFlight[this.choice % inFlight.length];
    await driver.call("DeleteMessage", { QueueUrl: queue, ReceiptHandle: chosen?.receiptHandle });
    for (const [group, messages] of model.groups)
      model.groups.set(
        group,
        messages.filter((message) => message !== chosen),
      );
  }
  toString = () => `delete(${this.choice})`;
}

class ChangeVisibility implements fc.AsyncCommand<Model, Real> {
  readonly choice: number;
  readonly seconds: number;
  constructor(choice: number, seconds: number) {
    this.choice = choice;
    this.seconds = seconds;
  }
  check = (model: Readonly<Model>) => inFlightOf(model).length > 0;
  async run(model: Model, { driver, queue }: Real) {
    const inFlight = inFlightOf(model);
    const chosen = inFlight[this.choice % inFlight.length];
    if (!chosen) return;
    await driver.call("ChangeMessageVisibility", {
      QueueUrl: queue,
      ReceiptHandle: chosen.receiptHandle,
      VisibilityTimeout: this.seconds,
    });
    chosen.visibleAt = model.now + this.seconds;
  }
  toString = () => `changeVisibility(${this.choice}, ${this.seconds} s)`;
}

class Pass implements fc.AsyncCommand<Model, Real> {
  readonly seconds: number;
  constructor(seconds: number) {
    this.seconds = seconds;
  }
  check = () => true;
  async run(model: Model, { driver }: Real) {
    driver.pass(this.seconds);
    model.now += this.seconds;
  }
  toString = () => `pass(${this.seconds} s)`;
}

class Restart implements fc.AsyncCommand<Model, Real> {
  check = () => true;
  async run(_: Model, { driver }: Real) {
    await driver.restart();
  }
  toString = () => "restart";
}

const command = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom(...groups).map((group) => new Send(group)) },
  {
    weight: 30,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 10 }), fc.constantFrom(0, 5, 30))
      .map(([maximum, seconds]) => new Receive(maximum, seconds)),
  },
  { weight: 20, arbitrary: fc.nat(20).map((choice) => new Delete(choice)) },
  {
    weight: 15,
    arbitrary: fc
      .tuple(fc.nat(20), fc.constantFrom(0, 10, 60))
      .map(([choice, seconds]) => new ChangeVisibility(choice, seconds)),
  },
  { weight: 20, arbitrary: fc.constantFrom(1, 6, 31).map((seconds) => new Pass(seconds)) },
  { weight: 1, arbitrary: fc.constant(new Restart()) },
);

describe("a FIFO queue", () => {
  const driver = createSqsDriver();
  afterAll(() => driver.close());

  it("gives each group's messages in order, whatever happens to them", { timeout: 30_000 }, async () => {
    let queues = 0;
    const run = async (commands: Iterable<fc.AsyncCommand<Model, Real>>) => {
      const queue = `model-${queues++}.fifo`;
      const Attributes = { FifoQueue: "true", ContentBasedDeduplication: "true" };
      await driver.call("CreateQueue", { QueueName: queue, Attributes });
      await fc.asyncModelRun(
        () => ({ model: { now: 0, sent: 0, groups: new Map() }, real: { driver, queue } }),
        commands,
      );
    };
    await fc.assert(fc.asyncProperty(fc.commands([command], { maxCommands: 50, size: "max" }), run), {
      numRuns: 60,
    });
  });
});
