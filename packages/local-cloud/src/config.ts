import path from "node:path";
import { edgePortsOf, portOf } from "./ports.ts";

export interface CloudConfig {
  /** Region that signatures and ARNs carry. */
  readonly region: string;
  /** Account of every local resource. */
  readonly accountId: string;
  /** Port of the one AWS endpoint on 127.0.0.1; 0 picks a free one. */
  readonly port: number;
  /** Ports of the edge by service; a distribution of another service, or a second one, gets a free port. */
  readonly edgePorts?: Readonly<Record<string, number>>;
  /** Folder that holds all state; created with mode 0700. */
  readonly stateDir: string;
}

/**
 * The settings of a checkout: region from `AWS_REGION`, ports moved by `PORT_BASE`, state in `.local/`
 * or where `SKEIN_STATE_DIR` says.
 */
export const configOf = (root: string, env: NodeJS.ProcessEnv = process.env): CloudConfig => ({
  region: env.AWS_REGION ?? "us-east-1",
  accountId: "000000000000",
  port: portOf("endpoint", env),
  edgePorts: edgePortsOf(env),
  stateDir: env.SKEIN_STATE_DIR ? path.resolve(env.SKEIN_STATE_DIR) : path.join(root, ".local"),
});
