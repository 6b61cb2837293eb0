import type { Backend } from "../backend.ts";
import { isStreamView, type StreamSpecification } from "../streams/stream-view.ts";
import type { TableDescription } from "../table-catalog.ts";

/** A table as the caller made it: with the stream view that was asked for. */
export const asConfigured = <Description extends TableDescription>(
  { settings }: Backend,
  table: Description,
): Description =>
  table.StreamSpecification?.StreamEnabled
    ? {
        ...table,
        StreamSpecification: {
          ...table.StreamSpecification,
          StreamViewType: settings.streamView(table.TableName),
        },
      }
    : table;

/** Remembers the view of a stream that a request has switched on. */
export const keepStreamView = (
  { settings }: Backend,
  tableName: string,
  specification: StreamSpecification | undefined,
): void => {
  if (specification?.StreamEnabled && isStreamView(specification.StreamViewType))
    settings.setStreamView(tableName, specification.StreamViewType);
};
