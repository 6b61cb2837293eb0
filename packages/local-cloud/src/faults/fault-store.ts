import { randomInt } from "node:crypto";
import type { Counters, Fault, FaultRequest } from "./fault.ts";
import { createMatcher, type Matcher } from "./target.ts";
import { createTurns, type Turns } from "./turns.ts";

/** A fault in force. */
export interface ActiveFault {
  readonly fault: Fault;
  readonly matches: Matcher;
  readonly turns: Turns;
  /** Aborts when the fault is removed. */
  readonly removed: AbortSignal;
}

export type FaultView = Fault & Counters;

/** Thrown when an id is to be given twice. */
export class FaultExists extends Error {
  override readonly name = "FaultExists";
}

/** The faults in force, oldest first. They live in memory: a cloud that starts is a healthy one. */
export interface FaultStore {
  readonly active: boolean;
  all(): readonly ActiveFault[];
  list(): readonly FaultView[];
  /** All or none. @throws {FaultExists} */
  add(requests: readonly FaultRequest[]): readonly FaultView[];
  /** Also ends the delays that the fault is just making. @returns false when there is no such fault */
  remove(id: string): boolean;
  clear(): void;
}

export const createFaultStore = (): FaultStore => {
  const entries = new Map<string, ActiveFault & { remove(): void }>();
  let named = 0;

  const freeId = (kind: string, wanted: readonly string[]): string => {
    const id = `${kind}-${++named}`;
    return entries.has(id) || wanted.includes(id) ? freeId(kind, wanted) : id;
  };

  const requireFree = (ids: readonly string[]): void => {
    const taken = ids.find((id, index) => entries.has(id) || ids.indexOf(id) !== index);
    if (taken !== undefined)
      throw new FaultExists(`There is a fault "${taken}" already: choose another id, or remove it first.`);
  };

  const enter = (fault: Fault): ActiveFault => {
    const removal = new AbortController();
    const entry = {
      fault,
      matches: createMatcher(fault),
      turns: createTurns(fault),
      removed: removal.signal,
      remove: () => removal.abort(),
    };
    entries.set(fault.id, entry);
    return entry;
  };

  const remove = (id: string): boolean => {
    entries.get(id)?.remove();
    return entries.delete(id);
  };

  return {
    get active() {
      return entries.size > 0;
    },
    all: () => [...entries.values()],
    list: () => [...entries.values()].map(viewOf),
    add: (requests) => {
      const wanted = requests.flatMap(({ id }) => (id === undefined ? [] : [id]));
      requireFree(wanted);
      return requests
        .map(({ id, seed = randomInt(2 ** 32), ...request }) =>
          enter({ id: id ?? freeId(request.kind, wanted), ...request, seed }),
        )
        .map(viewOf);
    },
    remove,
    clear: () => {
      for (const id of [...entries.keys()]) remove(id);
    },
  };
};

const viewOf = ({ fault, turns }: ActiveFault): FaultView => ({ ...fault, ...turns.counters });
