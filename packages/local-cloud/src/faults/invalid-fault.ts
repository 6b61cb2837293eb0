/** Thrown when a fault makes no sense: what is said of it is for whoever wrote it. */
export class InvalidFault extends Error {
  override readonly name = "InvalidFault";
  /** `error.status`; `[2].error.status` in a list. */
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}
