const twoDigits = (value: number): string => String(value).padStart(2, "0");

/** `10:04:05.123` in the time of this machine, with the date before it when it is not today's. */
export const clockTime = (iso: string, now: Date): string => {
  const at = new Date(iso);
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join(":");
  const clock = `${time}.${String(at.getMilliseconds()).padStart(3, "0")}`;
  const date = `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`;
  return at.toDateString() === now.toDateString() ? clock : `${date} ${clock}`;
};
