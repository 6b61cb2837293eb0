import type { Fault } from "./storm.ts";

/** How often each kind of fault struck. Strikes of the last moments before a kill are not known. */
export type Strikes = Readonly<Record<string, number>>;

interface FaultView {
  readonly id: string;
  readonly kind: string;
  readonly injected: number;
}

/** The faults of a running local cloud, by its local API. */
export interface CloudFaults {
  add(faults: readonly Fault[]): Promise<void>;
  /** Counts what struck so far, and ends it all. */
  clear(): Promise<void>;
  /** Looks at the counters; those of a cloud that was killed count as they were seen last. */
  look(): Promise<void>;
  /** The cloud was started anew: its counters begin at 0. */
  restarted(): void;
  strikes(): Strikes;
}

export const cloudFaults = (endpoint: string): CloudFaults => {
  const url = `${endpoint}/_local/faults`;
  const total = new Map<string, number>();
  let seen: readonly FaultView[] = [];

  const settle = () => {
    for (const { kind, injected } of seen) total.set(kind, (total.get(kind) ?? 0) + injected);
    seen = [];
  };

  const look = async () => {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) seen = (await answer.json()) as readonly FaultView[];
  };

  return {
    look,
    strikes: () => Object.fromEntries([...total].toSorted()),
    restarted: settle,
    add: async (faults) => {
      const answer = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(faults),
      });
      if (!answer.ok) throw new Error(`the local cloud refuses the faults: ${await answer.text()}`);
    },
    clear: async () => {
      await look();
      settle();
      await fetch(url, { method: "DELETE" });
    },
  };
};
