/** What a document says about one service. */
import type { Route, Schema } from "../route.ts";

export interface Example {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Body of the successful answer. */
  readonly answer?: unknown;
}

/** By operation id. */
export type Examples = Readonly<Record<string, Example>>;

export interface Service {
  /** Folder under `services/`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Where the API is after `npm start`. */
  readonly localUrl: string;
  readonly routes: readonly Route[];
  /** Schemas that the document names; others are written where they are used. */
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly examples: Examples;
}

const isRoute = (value: unknown): value is Route =>
  typeof value === "object" && value !== null && "operationId" in value;

/** All routes that a contract module exports, by path and in the order in which methods are read about. */
export const routesIn = (module: Readonly<Record<string, unknown>>): readonly Route[] => {
  const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
  const key = ({ path, method }: Route) => `${path} ${methods.indexOf(method)}`;
  return Object.values(module)
    .filter(isRoute)
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
};
