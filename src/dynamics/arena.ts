/** Lists of zeros out of one piece of memory of `count` numbers: making many small ones takes longer than filling them. */
export function arena(count: number): (size: number) => Float64Array {
  const numbers = new Float64Array(count);
  let taken = 0;
  return size => {
    taken += size;
    return numbers.subarray(taken - size, taken);
  };
}
