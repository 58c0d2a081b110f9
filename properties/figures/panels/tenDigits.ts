/** A number as it stands in the data of a figure. */
export const tenDigits = (value: number): number => Number(value.toPrecision(10));
