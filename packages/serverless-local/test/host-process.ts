/**
 * Hosts services in a process of its own, as `npm start` does: the framework needs to change the working directory,
 * and Vitest must not transform what it loads. Talks over the channel to its parent.
 */
import { hostServices } from "../src/host.ts";

const [, , json = "{}"] = process.argv;
const { root, services, cloud } = JSON.parse(json);
try {
  const hosted = await hostServices({
    root,
    services,
    cloud,
    onProgress: (line) => process.send?.({ line }),
  });
  process.on("message", async () => {
    await hosted.close();
    process.disconnect();
  });
  process.send?.({ services: hosted.services });
} catch (error) {
  process.send?.({ failure: error instanceof Error ? error.message : String(error) }, () => process.exit(1));
}
