import type { Mapping, MappingState } from "./mapping.ts";
import type { MappingStore } from "./mapping-store.ts";
import { mappingView } from "./mapping-view.ts";
import type { Poller, PollerPorts, PollerReport } from "./poller.ts";
import { startQueuePoller } from "./queue-poller.ts";
import { startStreamPoller } from "./stream-poller.ts";

/** The event source mappings: stored, running, and shown in the states that AWS gives them. */
export interface Mappings {
  /** Runs the mappings that are enabled; those created before wait for this. */
  start(): void;
  /** Stops all pollers; batches that do not end in the grace are delivered again after the next start. */
  stop(): Promise<void>;
  list(): Mapping[];
  find(uuid: string): Mapping | undefined;
  /** The mapping as the API shows it, also while it is being deleted. */
  view(uuid: string): Record<string, unknown> | undefined;
  create(mapping: Mapping): void;
  /** Takes effect when the batches in hand are done. */
  update(mapping: Mapping): void;
  delete(uuid: string): void;
}

interface Live {
  mapping: Mapping;
  state: MappingState;
  lastProcessingResult: string | undefined;
  poller: Poller | undefined;
  /** Changes of one mapping happen one after the other. */
  changes: Promise<void>;
}

/** A mapping that does not get on; said once for each new message. */
export interface MappingProblem {
  readonly mapping: Mapping;
  readonly message: string;
}

export interface MappingsPorts extends PollerPorts {
  readonly store: MappingStore;
  readonly accountId: string;
  readonly onProblem?: ((problem: MappingProblem) => void) | undefined;
}

export const createMappings = (ports: MappingsPorts): Mappings => {
  const { store } = ports;
  const lives = new Map<string, Live>();
  let started = false;
  let stopped = false;

  const live = (mapping: Mapping, state: MappingState): Live => {
    const created: Live = {
      mapping,
      state,
      lastProcessingResult: mapping.source === "sqs" ? undefined : "No records processed",
      poller: undefined,
      changes: Promise.resolve(),
    };
    lives.set(mapping.UUID, created);
    return created;
  };

  const change = (target: Live, work: () => Promise<void> | void): void => {
    target.changes = target.changes.then(work).catch((error: unknown) => {
      target.lastProcessingResult = `PROBLEM: ${error instanceof Error ? error.message : String(error)}`;
    });
  };

  const settle = (target: Live): void => {
    // A change that came in meanwhile wins.
    if (stopped || target.state === "Deleting") return;
    if (target.mapping.Enabled && started && !target.poller) target.poller = startPoller(target);
    target.state = target.mapping.Enabled ? "Enabled" : "Disabled";
  };

  const startPoller = (target: Live): Poller => {
    const report: PollerReport = {
      ok: () => {
        target.lastProcessingResult = "OK";
      },
      problem: (message) => {
        const result = `PROBLEM: ${message}`;
        if (target.lastProcessingResult !== result) ports.onProblem?.({ mapping: target.mapping, message });
        target.lastProcessingResult = result;
      },
    };
    return target.mapping.source === "sqs"
      ? startQueuePoller(target.mapping, ports, report)
      : startStreamPoller(target.mapping, ports, report);
  };

  const stopPoller = async (target: Live): Promise<void> => {
    await target.poller?.stop();
    target.poller = undefined;
  };

  for (const mapping of store.list()) settle(live(mapping, "Enabling"));

  return {
    start: () => {
      started = true;
      for (const target of lives.values()) change(target, () => settle(target));
    },
    stop: async () => {
      stopped = true;
      const all = [...lives.values()].map(async (target) => {
        const stopping = stopPoller(target);
        await target.changes;
        await stopping;
        await stopPoller(target);
      });
      await Promise.race([
        Promise.allSettled(all),
        new Promise((resolve) => setTimeout(resolve, ports.settings.stopGraceMs).unref()),
      ]);
    },
    list: () => store.list(),
    find: (uuid) => store.get(uuid),
    view: (uuid) => {
      const target = lives.get(uuid);
      return (
        target &&
        mappingView(target.mapping, {
          state: target.state,
          functionArn: ports.functions.arnOf(target.mapping.FunctionName),
          mappingArn: `arn:aws:lambda:${ports.region}:${ports.accountId}:event-source-mapping:${uuid}`,
          lastProcessingResult: target.lastProcessingResult,
        })
      );
    },
    create: (mapping) => {
      store.put(mapping);
      const target = live(mapping, "Creating");
      change(target, async () => {
        await laterThisTick();
        settle(target);
      });
    },
    update: (mapping) => {
      const target = lives.get(mapping.UUID);
      if (!target) throw new Error(`There is no mapping ${mapping.UUID}`);
      store.put(mapping);
      target.state = transition(target.mapping, mapping);
      target.mapping = mapping;
      change(target, async () => {
        await stopPoller(target);
        settle(target);
      });
    },
    delete: (uuid) => {
      const target = lives.get(uuid);
      if (!target) throw new Error(`There is no mapping ${uuid}`);
      store.delete(uuid);
      target.state = "Deleting";
      change(target, async () => {
        await stopPoller(target);
        ports.checkpoints.deleteAll(uuid);
        lives.delete(uuid);
      });
    },
  };
};

const transition = (before: Mapping, after: Mapping): MappingState => {
  if (before.Enabled === after.Enabled) return "Updating";
  return after.Enabled ? "Enabling" : "Disabling";
};

/** Lets the answer of the API, which says `Creating`, go first. */
const laterThisTick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
