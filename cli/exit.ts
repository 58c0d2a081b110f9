/** Exit codes of every command: all well; a verdict or a replay that is not as expected; bad usage or input. */
export const EXIT = { ok: 0, mismatch: 1, usage: 2 } as const;
