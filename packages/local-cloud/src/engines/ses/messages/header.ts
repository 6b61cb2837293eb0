/** A field of the header of a message. */
export interface Header {
  readonly name: string;
  readonly value: string;
}
