/**
 * Every port that Skein listens on, all on 127.0.0.1.
 *
 * `PORT_BASE` moves them together, so that two checkouts can run side by side: port = base + offset.
 */
const ports = {
  endpoint: { standard: 4566, offset: 0 },
  siteEdge: { standard: 8080, offset: 1 },
  mediaEdge: { standard: 8081, offset: 2 },
  premiumEdge: { standard: 8082, offset: 3 },
  mqtt: { standard: 1883, offset: 4 },
  mqttTls: { standard: 8883, offset: 5 },
  // A service takes three: its API, its function host (+1), its web socket host (+2).
  users: { standard: 4110, offset: 10 },
  todos: { standard: 4120, offset: 20 },
  blog: { standard: 4130, offset: 30 },
  media: { standard: 4140, offset: 40 },
  premium: { standard: 4150, offset: 50 },
  ingest: { standard: 4160, offset: 60 },
} as const;

export type PortName = keyof typeof ports;

const highestOffset = 62;

/** @throws {RangeError} when `PORT_BASE` leaves no room for all ports */
export const portOf = (name: PortName, env: NodeJS.ProcessEnv = process.env): number => {
  const { standard, offset } = ports[name];
  if (!env.PORT_BASE) return standard;
  const base = Number(env.PORT_BASE);
  if (!Number.isInteger(base) || base < 1024 || base > 65535 - highestOffset)
    throw new RangeError(
      `PORT_BASE must be a whole number from 1024 to ${65535 - highestOffset}, but is "${env.PORT_BASE}"`,
    );
  return base + offset;
};

/** By service: where the first distribution of its stack is served. */
export const edgePortsOf = (env: NodeJS.ProcessEnv = process.env): Readonly<Record<string, number>> => ({
  blog: portOf("siteEdge", env),
  media: portOf("mediaEdge", env),
  premium: portOf("premiumEdge", env),
});

export const isServicePort = (name: string): name is PortName => name in ports;
