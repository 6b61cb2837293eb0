/** Everybody does the same in turns, so that whatever else the machine does hits all alike. */
import type { Store } from "./stores.ts";

/** How fast each store was, by round; or why it cannot do it. */
export type Rates = ReadonlyMap<string, readonly number[] | Refusal>;

export class Refusal {
  readonly reason: string;
  constructor(error: unknown) {
    const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    this.reason = said.replaceAll(/\s+/g, " ").slice(0, 60);
  }
}

/**
 * @param check throws when the store cannot do it, or does it wrongly
 * @param measure how often a second it did
 * @param more whether there is time for a round
 */
export const inRounds = async (
  stores: readonly Store[],
  check: (store: Store) => Promise<void>,
  measure: (store: Store) => Promise<number>,
  more: (round: number) => boolean,
): Promise<Rates> => {
  const rates = new Map<string, number[] | Refusal>();
  const attempt = async (store: Store, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      rates.set(store.name, new Refusal(error));
    }
  };
  for (const store of stores) {
    rates.set(store.name, []);
    await attempt(store, () => check(store));
  }
  for (let round = 0; more(round); round += 1) {
    // Nobody always comes first.
    const shift = round % stores.length;
    for (const store of [...stores.slice(shift), ...stores.slice(0, shift)]) {
      const known = rates.get(store.name);
      if (known instanceof Refusal) continue;
      await attempt(store, async () => void known?.push(await measure(store)));
    }
  }
  return rates;
};
