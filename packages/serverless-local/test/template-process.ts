/** Sends the template of the service in the given folder to the parent process. */
import { packagedService } from "../src/framework/packaged-service.ts";

const { template } = await packagedService(process.argv[2] ?? ".");
process.send?.(template);
process.disconnect();
