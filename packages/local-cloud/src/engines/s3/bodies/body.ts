/** A body in the store: in a file, or, when a small part of an upload, in the index. */
export interface StoredBody {
  readonly id: string;
  readonly bytes?: undefined;
}

/** Where content lies. What is small is held as it is, and costs no name and no file. */
export type Body = StoredBody | { readonly bytes: Buffer; readonly id?: undefined };
