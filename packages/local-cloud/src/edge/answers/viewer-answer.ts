import type { SharedBody } from "../cache/shared-body.ts";
import type { HeaderMap } from "../headers.ts";

interface Content {
  readonly status: number;
  readonly body: SharedBody | Buffer | undefined;
  /** The part of the body that is sent; all of it unless told. */
  readonly from?: number;
  /** Exclusive. */
  readonly to?: number;
}

/** An answer that headers can still be added to. */
export interface AnswerDraft extends Content {
  readonly headers: HeaderMap;
}

/** What a viewer gets. */
export interface ViewerAnswer extends Content {
  /** Names and values in turn, as Node writes them without putting them together first. */
  readonly head: string[];
}
