/** What follows the options in `dlo gate --help`. */
export const GATE_HELP = `
SUBJECT is builtin:closed-form, builtin:gradient-descent, module:./my-solver.ts or "cmd:python3 my_solver.py".

Judged is every claim about trajectories that the subject's capabilities allow, on random cases of every regime, on the worst
cases of earlier runs (the corpus, first) and on those that a search finds. Numbers of all cases are exact in float64.
Of each quantity --digits digits are asked, fewer where the problem itself loses them to rounding.

--shard i/n (0 ≤ i < n) judges the cases whose number leaves the rest i; \`dlo merge\` puts the records together. Shards read
the corpus and do not write into it.

Exit code: 0 when all is well; 1 when a claim fails and is not known to, a known failure passes, digits are lost against the
baseline, or the run was interrupted; 2 for bad usage or a subject that cannot be opened.`;
