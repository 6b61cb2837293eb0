/** Kills the host again and again while events flow: at a step of theirs, or at any other moment. */
import { setTimeout as sleep } from "node:timers/promises";
import type { CloudFaults } from "./cloud-faults.ts";
import type { Host } from "./host.ts";
import { boundary } from "./storm.ts";

/** Every so many kills, one comes from outside and not at a step. */
const fromOutside = 3;
/** A step that nobody takes any more is not waited for. */
const patienceMs = 8_000;
const lookMs = 100;

interface Kills {
  readonly host: Host;
  readonly faults: CloudFaults;
  readonly seed: number;
  readonly kills: number;
  /** From 0 to 1. */
  progress(): number;
}

/** Resolves when the last kill is done and the host runs again. */
export const killAgainAndAgain = async ({ host, faults, seed, kills, progress }: Kills): Promise<void> => {
  for (let kill = 1; kill <= kills; kill += 1) {
    const restarts = host.restarts();
    while (progress() < kill / (kills + 1)) await sleep(lookMs);
    const isFromOutside = kill % fromOutside === 0;
    if (!isFromOutside) await faults.add([boundary(seed, kill)]);
    const lastMoment = performance.now() + (isFromOutside ? 0 : patienceMs);
    while (host.restarts() === restarts) {
      if (host.isUp() && performance.now() > lastMoment) await host.kill();
      await sleep(lookMs);
    }
  }
};
