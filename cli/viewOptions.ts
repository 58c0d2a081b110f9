/** Of `dlo view`, as typed. */
export interface ViewOptions {
  readonly format: string;
  readonly out?: string;
  readonly site?: string;
  readonly history?: boolean;
  readonly known?: string;
  readonly check?: boolean;
  readonly report?: string;
}
