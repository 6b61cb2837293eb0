import type { Operation } from "../../../gateway/engine.ts";
import type { CloudFrontContext } from "../context.ts";
import type { Kind } from "../kinds/kind.ts";
import { create } from "./create.ts";
import { remove } from "./delete.ts";
import { get } from "./get.ts";
import { getConfig } from "./get-config.ts";
import { list } from "./list.ts";
import { update } from "./update.ts";

/** All that can be done with one kind of resource, by the names that AWS gives it. */
export const operationsOf = <Config>(
  kind: Kind<Config>,
  context: CloudFrontContext,
): Readonly<Record<string, Operation<never>>> => ({
  [`Create${kind.name}`]: create(kind, context),
  [`Get${kind.name}`]: get(kind, context),
  [`Get${kind.name}Config`]: getConfig(kind, context),
  [`Update${kind.name}`]: update(kind, context),
  [`Delete${kind.name}`]: remove(kind, context),
  [`List${kind.plural}`]: list(kind, context),
});
