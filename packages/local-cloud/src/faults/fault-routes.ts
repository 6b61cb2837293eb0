import type { Engine } from "../gateway/engine.ts";
import { type LocalAnswer, type LocalRoute, problem } from "../gateway/local-api.ts";
import { FaultExists, type FaultStore } from "./fault-store.ts";
import { InvalidFault } from "./invalid-fault.ts";
import { parseFaults } from "./parse-fault.ts";
import type { KnownOperations } from "./parse-selection.ts";

type NamedOperations = Pick<Engine, "service" | "operations">;

/** A service may have two engines, one for each version of its API. */
const operationsOf = (engines: readonly NamedOperations[]): KnownOperations =>
  new Map(
    Object.entries(Object.groupBy(engines, ({ service }) => service)).map(([service, versions = []]) => [
      service,
      versions.flatMap(({ operations }) => Object.keys(operations)),
    ]),
  );

const answerOf = (work: () => LocalAnswer): LocalAnswer => {
  try {
    return work();
  } catch (error) {
    if (error instanceof InvalidFault)
      return problem(400, "Invalid fault", error.message, { field: error.field });
    if (error instanceof FaultExists) return problem(409, "Conflict", error.message, { field: "id" });
    throw error;
  }
};

/** `/_local/faults`: see `docs/faults.md`. */
export const faultRoutes = (
  store: FaultStore,
  engines: readonly NamedOperations[],
): readonly LocalRoute[] => [
  {
    method: "POST",
    path: "/_local/faults",
    access: "open",
    handle: ({ body }) =>
      answerOf(() => {
        const added = store.add(parseFaults(body, operationsOf(engines)));
        return { status: 201, body: Array.isArray(body) ? added : added[0] };
      }),
  },
  {
    method: "GET",
    path: "/_local/faults",
    access: "open",
    handle: () => ({ status: 200, body: store.list() }),
  },
  {
    method: "DELETE",
    path: "/_local/faults",
    access: "open",
    handle: () => {
      store.clear();
      return { status: 204 };
    },
  },
  {
    method: "DELETE",
    path: "/_local/faults/{id}",
    access: "open",
    handle: ({ labels: { id = "" } }) =>
      store.remove(id) ? { status: 204 } : problem(404, "Not Found", `There is no fault "${id}".`),
  },
];
