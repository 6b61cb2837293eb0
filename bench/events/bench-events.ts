/** SNS publish -> SQS -> event source mapping -> handler, over the real wire. */
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { addService } from "../../test/e2e/support/added-service.ts";
import { makeCheckout } from "../../test/e2e/support/checkout.ts";
import {
  freePortBase,
  npmStart,
  type Outputs,
  type Running,
  readOutputs,
} from "../../test/e2e/support/skein.ts";
import type { Bar } from "../bar.ts";
import { cpuSeconds } from "../cpu-time.ts";
import { median, percentile } from "../statistics.ts";
import { type Collector, startCollector } from "./collector.ts";
import { createPublisher, type Publisher } from "./publisher.ts";

/** Long enough for the just-in-time compiler. */
const warmUpMs = 3_000;
const saturationMs = 8_000;
const publishers = 8;
/** A publisher that is far ahead would only measure how long the queue gets. */
const mostUnderWay = 1_000;
const steadyMs = 12_000;
const steadyPerSecond = 100;
const loneMessages = 40;
const lonePauseMs = 100;
/** Whatever happens, the bench ends. */
const limitMs = 100_000;

interface Bench {
  readonly publisher: Publisher;
  readonly collector: Collector;
  readonly host: Running;
}

const latenciesOf = ({ publisher, collector }: Bench, ids: readonly string[]): readonly number[] =>
  ids.map((id) => (collector.arrivalOf(id) ?? Number.NaN) - publisher.sentAt(id));

const arrivedAll = ({ publisher, collector }: Bench) => collector.until(publisher.published());

/** As many as go through, in batches of ten. @returns messages a second, and CPU of the host for each */
const saturate = async (bench: Bench, durationMs: number) => {
  const { publisher, collector, host } = bench;
  const before = collector.arrived();
  const cpuBefore = cpuSeconds(host.pid);
  const startedAt = performance.now();
  const publishOnAndOn = async () => {
    while (performance.now() - startedAt < durationMs) {
      await collector.until(publisher.published() - mostUnderWay);
      await publisher.publishTen();
    }
  };
  await Promise.all(Array.from({ length: publishers }, publishOnAndOn));
  await arrivedAll(bench);
  const seconds = (performance.now() - startedAt) / 1_000;
  const messages = collector.arrived() - before;
  return { perSecond: messages / seconds, cpuMs: (1_000 * (cpuSeconds(host.pid) - cpuBefore)) / messages };
};

/** One message every ten milliseconds, each by itself. */
const steady = async (bench: Bench): Promise<readonly number[]> => {
  const startedAt = performance.now();
  const calls: Promise<string>[] = [];
  while (performance.now() - startedAt < steadyMs) {
    calls.push(bench.publisher.publish());
    const nextAt = startedAt + (calls.length * 1_000) / steadyPerSecond;
    await sleep(Math.max(0, nextAt - performance.now()));
  }
  const ids = await Promise.all(calls);
  await arrivedAll(bench);
  return latenciesOf(bench, ids);
};

/** One message when nothing else moves. */
const lone = async (bench: Bench): Promise<readonly number[]> => {
  const ids: string[] = [];
  for (let n = 0; n < loneMessages; n += 1) {
    await sleep(lonePauseMs);
    ids.push(await bench.publisher.publish());
    await arrivedAll(bench);
  }
  return latenciesOf(bench, ids);
};

const measure = async (bench: Bench, say: (line: string) => void): Promise<readonly Bar[]> => {
  say("warming up");
  await saturate(bench, warmUpMs);
  say("as many as go through");
  const { perSecond, cpuMs } = await saturate(bench, saturationMs);
  say(`${steadyPerSecond} a second`);
  const under = await steady(bench);
  say("one at a time");
  const alone = await lone(bench);
  return [
    {
      what: "throughput, PublishBatch of ten to handler",
      value: perSecond,
      unit: "messages/s",
      bar: { kind: "at least", value: 1_400 },
    },
    { what: `latency at ${steadyPerSecond}/s, publish to handler, p50`, value: median(under), unit: "ms" },
    {
      what: `latency at ${steadyPerSecond}/s, publish to handler, p99`,
      value: percentile(under, 0.99),
      unit: "ms",
      bar: { kind: "at most", value: 250 },
    },
    {
      what: "latency of a lone message, median",
      value: median(alone),
      unit: "ms",
      bar: { kind: "at most", value: 50 },
    },
    { what: "CPU of the host for one message at saturation", value: cpuMs, unit: "ms" },
    { what: "messages that came twice", value: bench.collector.repeated(), unit: "" },
    {
      what: `load of the machine (${os.availableParallelism()} CPUs), last minute`,
      value: os.loadavg()[0] ?? 0,
      unit: "",
    },
  ];
};

/** @param say takes a line about how far it is */
export const benchEvents = async (say: (line: string) => void): Promise<readonly Bar[]> => {
  const checkout = makeCheckout();
  const collector = await startCollector();
  let host: Running | undefined;
  let publisher: Publisher | undefined;
  try {
    addService(checkout, { name: "bench", from: path.join(import.meta.dirname, "../service") });
    process.env.BENCH_COLLECTOR_PORT = String(collector.port);
    say("starting the local cloud and a service");
    host = await npmStart(checkout.root, await freePortBase(), "bench");
    const outputs = readOutputs(checkout.root) as Outputs & { bench: { EventsTopicArn: string } };
    publisher = createPublisher(outputs, outputs.bench.EventsTopicArn);
    const late = sleep(limitMs, undefined, { ref: false }).then(() => {
      throw new Error(
        `${collector.arrived()} of ${publisher?.published()} messages have come, and time is up`,
      );
    });
    return await Promise.race([measure({ publisher, collector, host }, say), late]);
  } finally {
    publisher?.close();
    await host?.interrupt();
    collector.close();
    checkout.remove();
  }
};
