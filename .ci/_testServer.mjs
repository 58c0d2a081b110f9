// For mutation.mjs: runs test files of its folder, asked over and over in one process, so that Vitest starts once and compiles only
// what has changed. Takes { changed, files }, answers { failures }: the file, the name and the message of every test that failed.
import { relative, resolve } from 'node:path';
import { createVitest } from 'vitest/node';

const vitest = await createVitest('test', {
  watch: false,
  // One thread for all files, and what was compiled for the last mutant is kept for this one.
  isolate: false,
  pool: 'threads',
  maxWorkers: 1,
  bail: 1,
  reporters: [{}],
});

/** What was changed for the last question has its own text again. */
let before;

process.on('message', async ({ changed, files }) => {
  for (const file of new Set([before ?? changed, changed])) vitest.invalidateFile(resolve(file));
  before = changed;
  // Else what failed for an earlier question is answered again.
  vitest.state.filesMap.clear();
  vitest.state.idMap.clear();
  const project = vitest.getRootProject();
  const specifications = files.map(file => project.createSpecification(resolve(file)));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  const failures = testModules.flatMap(module => {
    const file = relative(process.cwd(), module.moduleId);
    if (!files.includes(file)) throw new Error(`was not asked: ${file}`);
    const said = errors => errors.map(({ message }) => message).join('\n');
    const tests = [...module.children.allTests('failed')].map(test => ({
      file,
      test: test.fullName,
      message: said(test.result().errors),
    }));
    const own = module.errors();
    return own.length === 0 ? tests : [...tests, { file, test: 'the file does not load', message: said(own) }];
  });
  const outside = unhandledErrors.map(error => ({ test: 'an error outside the tests', message: String(error) }));
  process.send({ failures: [...failures, ...outside] });
});
process.send('ready');
