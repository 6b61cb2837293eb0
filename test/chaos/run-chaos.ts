/** One run: the storm, the calm after it, the verdict, and the redrive. */
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { newPerson } from "../e2e/support/person.ts";
import { run } from "../e2e/support/skein.ts";
import { cloudFaults, type Strikes } from "./cloud-faults.ts";
import { type Host, type ServiceSettings, startHost } from "./host.ts";
import { killAgainAndAgain } from "./kills.ts";
import { deadLetterQueue, openLedger } from "./ledger.ts";
import type { ChaosOptions } from "./options.ts";
import { plannedEvents } from "./planned-event.ts";
import { settled } from "./settle.ts";
import { storm } from "./storm.ts";
import { startTraffic, type Traffic } from "./traffic.ts";
import { judge, judgeRedrive, type Redriven, type Verdict } from "./verdict.ts";

export interface ChaosResult {
  readonly verdict: Verdict;
  readonly redriven: Redriven;
  readonly kills: number;
  readonly strikes: Strikes;
  /** Requests that clients had to repeat. */
  readonly repeated: number;
  readonly seconds: number;
  /** Where everything is that it left, if it was to be kept. */
  readonly folder: string | undefined;
}

/** No run takes longer than this, and this for each event. */
const limitMs = 5 * 60_000;
const limitMsPerEvent = 120;
/** A batch in so many ends badly by the consumer's own doing. */
const mischief = 0.03;

const settingsOf = ({ consumer, brief, rate, seed }: ChaosOptions): ServiceSettings => ({
  consumer,
  seed,
  mischief: Math.min(1, mischief * rate),
  timeoutSeconds: 5,
  // Six times the function's timeout, as AWS advises; a brief run has no time for that.
  visibilitySeconds: brief ? 6 : 30,
  maxReceiveCount: brief ? 6 : 5,
});

/** Somebody edits the consumer, and it is deployed: the local cloud takes over the new code by itself. */
const mendConsumer = async (host: Host, signal: AbortSignal): Promise<void> => {
  const file = host.checkout.file("services", "chaos", "src", "poison.ts");
  writeFileSync(file, readFileSync(file, "utf8").replace("isMended = false", "isMended = true"));
  while (!/chaos \| .*reloaded countEvents/.test(host.output())) await sleep(100, undefined, { signal });
};

const redrive = async (host: Host): Promise<void> => {
  const command = ["npm", "run", "redrive", "--", deadLetterQueue] as const;
  const script = run(command, host.checkout.root, host.portBase);
  const code = await script.ended;
  if (code !== 0) throw new Error(`npm run redrive ended with ${code}:\n${script.output()}`);
};

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));

/**
 * @param say takes a line about how far it is
 * @param stop ends the run, and what it has started
 */
export const runChaos = async (
  options: ChaosOptions,
  say: (line: string) => void = () => {},
  stop: AbortSignal = new AbortController().signal,
): Promise<ChaosResult> => {
  const { events, seed, rate, kills, keep } = options;
  const startedAt = performance.now();
  const signal = AbortSignal.any([AbortSignal.timeout(limitMs + events * limitMsPerEvent), stop]);
  const settings = settingsOf(options);
  const planned = plannedEvents(events, seed);
  const poison = planned.filter(({ isPoison }) => isPoison).length;

  let isStormy = true;
  let traffic: Traffic | undefined;
  say("starting the local cloud, users, todos and the consumer");
  const host = await startHost(settings, async (restarts) => {
    faults.restarted();
    if (isStormy) await faults.add(storm(seed, restarts, rate, settings.timeoutSeconds));
    say(`killed and started again (${restarts} of ${kills}), ${traffic?.posted() ?? 0} of ${events} posted`);
  });
  const faults = cloudFaults(host.outputs.cloud.Endpoint);
  const ledger = openLedger(host.outputs);
  const ended = new AbortController();

  const watchFaults = async () => {
    while (!ended.signal.aborted) {
      await faults.look();
      await sleep(250, undefined, { signal: ended.signal }).catch(() => {});
    }
  };

  const work = async (): Promise<ChaosResult> => {
    const person = await newPerson(host.outputs);
    await faults.add(storm(seed, 0, rate, settings.timeoutSeconds));
    void watchFaults();
    say(`posting ${events} todos`);
    const running = startTraffic(planned, person, `${host.outputs.todos.ApiUrl}/todos`, signal);
    traffic = running;
    const progress = () => running.posted() / events;
    const [posted] = await Promise.all([
      running.done,
      killAgainAndAgain({ host, faults, seed, kills, progress }),
    ]);
    say(
      `all posted, ${Math.round((performance.now() - startedAt) / 1_000)} s after the start; the storm ends`,
    );
    isStormy = false;
    await faults.clear();

    const quietMs = 1_000 * settings.visibilitySeconds;
    const wanted = { quietMs, signal };
    await settled(ledger, { ...wanted, effects: events - poison, deadLetters: poison });
    const verdict = judge(posted, await ledger.find());

    say("mending the consumer, and moving its dead letters back");
    await mendConsumer(host, signal);
    await redrive(host);
    await settled(ledger, { ...wanted, effects: events, deadLetters: 0 });
    const redriven = judgeRedrive(posted, await ledger.find());
    return {
      verdict,
      redriven,
      kills: host.restarts(),
      strikes: faults.strikes(),
      repeated: running.repeated(),
      seconds: Math.round((performance.now() - startedAt) / 1_000),
      folder: keep ? host.checkout.root : undefined,
    };
  };

  try {
    return await Promise.race([work(), host.broken, aborted(signal)]);
  } finally {
    ended.abort();
    ledger.close();
    await host.close(keep);
  }
};
