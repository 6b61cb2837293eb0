import { ConfigurationError } from "../errors.ts";
import type { LocalService } from "../local-service.ts";
import { complaintsOf } from "../local-service.ts";
import type { Log } from "../log.ts";
import { watchFiles } from "./watch-files.ts";

/** Keeps a running service as its files are. What does not work is told in one line, and the last good state stays. */
export const watchService = (service: LocalService, log: Log): { close(): void } => {
  /** Files that only a broken configuration names: mending them must be seen too. */
  let suspects: ReadonlySet<string> = new Set();
  let broken = false;

  const watch = watchFiles((changed) => void apply(changed));
  const follow = () =>
    watch.follow(new Set([...service.configurationFiles(), ...suspects, ...service.sourceFiles()]));

  const apply = async (changed: ReadonlySet<string>): Promise<void> => {
    const configuration = new Set([...service.configurationFiles(), ...suspects]);
    const concernsConfiguration = [...changed].some((file) => configuration.has(file));
    try {
      if (concernsConfiguration) {
        await service.reconfigure();
        suspects = new Set();
        follow();
        log.note(broken ? "the configuration is sound again" : "took over the changed configuration");
        broken = false;
      }
      const sources = new Set([...changed].filter((file) => service.sourceFiles().has(file)));
      if (sources.size > 0) await service.rebuild(sources);
    } catch (error) {
      if (concernsConfiguration) broken = true;
      if (error instanceof ConfigurationError) suspects = error.files;
      // Before anybody can act on the complaint.
      follow();
      for (const complaint of complaintsOf(error)) log.warn(`${complaint} (what ran before goes on)`);
    }
    follow();
  };

  follow();
  return watch;
};
