/**
 * dynoxide records a change even when a write leaves the item as it was, which AWS does not:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
 * To tell, both images are needed. So dynoxide always keeps both, and the view that the table asked for is made here.
 */
import { isDeepStrictEqual } from "node:util";
import type { Item } from "../item.ts";
import { itemSize } from "./item-size.ts";

export type StreamView = "KEYS_ONLY" | "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES";

export interface StreamSpecification {
  readonly StreamEnabled?: boolean;
  readonly StreamViewType?: string;
}

export interface StreamRecord {
  readonly eventName: string;
  readonly dynamodb: {
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
  };
}

export const isStreamView = (view: string | undefined): view is StreamView =>
  view === "KEYS_ONLY" || view === "NEW_IMAGE" || view === "OLD_IMAGE" || view === "NEW_AND_OLD_IMAGES";

/** What dynoxide is asked for; a view that it must refuse is left for it to refuse. */
export const fullView = (specification: StreamSpecification): StreamSpecification =>
  isStreamView(specification.StreamViewType)
    ? { ...specification, StreamViewType: "NEW_AND_OLD_IMAGES" }
    : specification;

export const changesNothing = ({ eventName, dynamodb }: StreamRecord): boolean =>
  eventName === "MODIFY" && isDeepStrictEqual(dynamodb.NewImage, dynamodb.OldImage);

/** The part of a full record that the view shows, see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html */
export const inView = (dynamodb: StreamRecord["dynamodb"], view: StreamView): object => {
  const { NewImage, OldImage, ...rest } = dynamodb;
  const images = {
    ...(NewImage && (view === "NEW_IMAGE" || view === "NEW_AND_OLD_IMAGES") ? { NewImage } : {}),
    ...(OldImage && (view === "OLD_IMAGE" || view === "NEW_AND_OLD_IMAGES") ? { OldImage } : {}),
  };
  return {
    ...rest,
    ...images,
    StreamViewType: view,
    SizeBytes: itemSize(dynamodb.Keys) + itemSize(images.NewImage ?? {}) + itemSize(images.OldImage ?? {}),
  };
};
