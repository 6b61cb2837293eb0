import type { SharedBody } from "../cache/shared-body.ts";
import type { HeaderMap } from "../headers.ts";

/** What a viewer gets. */
export interface ViewerAnswer {
  readonly status: number;
  readonly headers: HeaderMap;
  readonly body: SharedBody | Buffer | undefined;
  /** The part of the body that is sent; all of it unless told. */
  readonly from?: number;
  /** Exclusive. */
  readonly to?: number;
}
