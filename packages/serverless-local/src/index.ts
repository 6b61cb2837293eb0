/** The Serverless plugin that joins `serverless offline` to the local cloud. */

import { isLoadedHere } from "./framework/load-service.ts";
import type { Serverless } from "./framework/serverless.ts";
import { runUntilStopped } from "./run-until-stopped.ts";

export default class SkeinLocal {
  readonly hooks: Readonly<Record<string, () => Promise<void>>>;

  constructor(serverless: Serverless) {
    this.hooks = {
      initialize: async () => {
        const [command] = serverless.processedInput.commands;
        // Instances that this package makes, to package and to run the functions, load the plugin as well.
        if (command === "offline" && !isLoadedHere(serverless)) await runUntilStopped(serverless);
      },
    };
  }
}
