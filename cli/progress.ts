export interface Progress {
  readonly claim: (id: string) => void;
  readonly step: () => void;
  readonly end: () => void;
}

/** One line that counts cases in place; silent where the stream is no terminal. */
export function caseProgress(stream: NodeJS.WriteStream): {
  readonly step: (judged: number, all: number) => void;
  /** What is being done besides. */
  readonly phase: (text: string) => void;
  readonly end: () => void;
} {
  if (!stream.isTTY) return { step: () => undefined, phase: () => undefined, end: () => undefined };
  return {
    phase: text => stream.write(`\r\x1b[K${text}`),
    step: (judged, all) => stream.write(`\r\x1b[K${judged}/${all} cases`),
    end: () => stream.write('\r\x1b[K'),
  };
}

/** One line that is rewritten in place while claims are judged; silent where the stream is no terminal. */
export function progressLine(stream: NodeJS.WriteStream, total: number): Progress {
  if (!stream.isTTY) return { claim: () => undefined, step: () => undefined, end: () => undefined };
  let [done, current, cases, drawn] = [0, '', 0, 0];
  const draw = (): void => {
    drawn = Date.now();
    const line = `${done}/${total} ${current} · ${cases} cases`;
    stream.write(`\r\x1b[K${line.slice(0, Math.max(10, (stream.columns ?? 80) - 1))}`);
  };
  return {
    claim: id => {
      if (current !== '') done += 1;
      [current, cases] = [id, 0];
      draw();
    },
    step: () => {
      cases += 1;
      if (Date.now() - drawn > 100) draw();
    },
    end: () => stream.write('\r\x1b[K'),
  };
}
