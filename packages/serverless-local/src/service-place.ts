import { isServicePort, portOf } from "@skein/local-cloud/ports";

export interface ServicePlace {
  /** Name in URLs, outputs and log lines: `todos`. */
  readonly name: string;
  readonly host: string;
  readonly httpPort: number;
  readonly lambdaPort: number;
}

export interface PortOptions {
  readonly httpPort?: unknown;
  readonly lambdaPort?: unknown;
}

/**
 * Where a service answers. Ports of the command line win; a service of the project has its own port, moved by
 * `PORT_BASE`; any other takes those of `custom.serverless-offline`, or free ones.
 *
 * @param serviceName `skein-todos`; without the prefix it is the name
 */
export const placeOf = (
  serviceName: string,
  configured: PortOptions,
  commandLine: PortOptions,
): ServicePlace => {
  const name = serviceName.replace(/^skein-/, "");
  const own = isServicePort(name) ? portOf(name) : undefined;
  return {
    name,
    host: "127.0.0.1",
    httpPort: Number(commandLine.httpPort ?? own ?? configured.httpPort ?? 0),
    lambdaPort: Number(
      commandLine.lambdaPort ?? (own === undefined ? (configured.lambdaPort ?? 0) : own + 1),
    ),
  };
};
