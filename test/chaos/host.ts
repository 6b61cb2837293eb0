/** `npm start` in a copy of the project, which somebody starts again whenever it dies. */

import { writeFileSync } from "node:fs";
import path from "node:path";
import { addService } from "../e2e/support/added-service.ts";
import { type Checkout, makeCheckout } from "../e2e/support/checkout.ts";
import { freePortBase, npmStart, type Outputs, type Running, readOutputs } from "../e2e/support/skein.ts";

/** What `settings.json` of the service tells its template. */
export interface ServiceSettings {
  readonly consumer: string;
  readonly timeoutSeconds: number;
  readonly visibilitySeconds: number;
  readonly maxReceiveCount: number;
  readonly seed: number;
  readonly mischief: number;
}

export interface Host {
  readonly checkout: Checkout;
  readonly outputs: Outputs;
  readonly portBase: number;
  /** `kill -9` of all of it; it is then started again. */
  kill(): Promise<void>;
  restarts(): number;
  /** Whether it runs, as far as is known. */
  isUp(): boolean;
  /** Rejects when it cannot be started again. */
  readonly broken: Promise<never>;
  output(): string;
  /** Stops it, and removes the copy unless it shall be kept. */
  close(keep: boolean): Promise<void>;
}

/** @param onRestart called when it runs again, before anybody else is told */
export const startHost = async (
  settings: ServiceSettings,
  onRestart: (restarts: number) => Promise<void>,
): Promise<Host> => {
  const checkout = makeCheckout();
  const portBase = await freePortBase();
  addService(checkout, {
    name: "chaos",
    from: path.join(import.meta.dirname, "service"),
    dependsOn: ["todos"],
  });
  writeFileSync(checkout.file("services", "chaos", "settings.json"), JSON.stringify(settings));

  let running: Running = await npmStart(checkout.root, portBase, "chaos");
  let restarts = 0;
  let up = true;
  let closed = false;
  let printed = "";

  const keepRunning = async (): Promise<void> => {
    for (;;) {
      await running.ended;
      if (closed) return;
      up = false;
      printed += running.output();
      running = await npmStart(checkout.root, portBase, "chaos");
      await onRestart(restarts + 1);
      restarts += 1;
      up = true;
    }
  };
  const supervised = keepRunning();

  return {
    checkout,
    portBase,
    outputs: readOutputs(checkout.root),
    kill: () => running.killAll(),
    restarts: () => restarts,
    isUp: () => up,
    broken: supervised.then(() => new Promise<never>(() => {})),
    output: () => printed + running.output(),
    close: async (keep) => {
      closed = true;
      await running.interrupt();
      await supervised.catch(() => {});
      if (!keep) checkout.remove();
    },
  };
};
