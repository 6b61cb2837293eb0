/** Which distribution listens where. */
import type { DocumentStore } from "../state/document-store.ts";

/** By service: `{ blog: 8080 }`. */
export type EdgePorts = Readonly<Record<string, number>>;

export interface RememberedPort {
  readonly distributionId: string;
  readonly port: number;
}

/** The provisioner puts it on the distributions that it makes. */
export const stackNameTag = "skein:stack-name";

export interface Placed {
  readonly distributionId: string;
  readonly tags: Readonly<Record<string, string>>;
}

const serviceOf = ({ tags }: Placed, ports: EdgePorts): string | undefined =>
  (tags[stackNameTag] ?? "").split("-").find((word) => Object.hasOwn(ports, word));

/**
 * The first distribution of a service's stack has the port of that service: `skein-blog-local` is of the service
 * `blog`. All others have the port that they had the last time.
 *
 * @param earlier those that were made before this one
 * @returns 0 for any that is free
 */
export const portFor = (
  placed: Placed,
  earlier: readonly Placed[],
  ports: EdgePorts,
  remembered: Pick<DocumentStore<RememberedPort>, "get">,
): number => {
  const service = serviceOf(placed, ports);
  const first = service !== undefined && !earlier.some((one) => serviceOf(one, ports) === service);
  return (first ? ports[service] : undefined) ?? remembered.get(placed.distributionId)?.port ?? 0;
};
