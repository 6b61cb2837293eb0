import { type Action, reader } from "../action.ts";
import { nameRule } from "../streams/stream-name.ts";
import { streamView } from "../streams/stream-view.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html */
export const listStreams: Action = ({ streams, clock }) => ({
  access: () => [{ action: "kinesis:ListStreams", resources: ["*"] }],
  handle: (input) => {
    const read = reader(input);
    const limit = read.optionalNumber("Limit", { minimum: 1, maximum: 10_000 }) ?? 100;
    // The token is the last name of the page before: nothing that callers could not know.
    const after =
      read.optionalText("NextToken", nameRule) ??
      read.optionalText("ExclusiveStartStreamName", nameRule) ??
      "";
    const left = streams.all().filter(({ name }) => name > after);
    const page = left.slice(0, limit);
    const last = page.at(-1);
    const hasMore = left.length > limit;
    return {
      StreamNames: page.map(({ name }) => name),
      StreamSummaries: page.map((stream) => streamView(stream, clock())),
      HasMoreStreams: hasMore,
      ...(hasMore && last ? { NextToken: last.name } : {}),
    };
  },
});
