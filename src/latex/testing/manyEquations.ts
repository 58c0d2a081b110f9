import { latexDocument } from '../latexDocument.ts';
import { latexHeader } from '../latexHeader.ts';
import { notationOf } from '../notations.ts';
import { surveyPaper } from '../surveyPaper.ts';

/** What `dlo paper` needs for 500 equations, in seconds of CPU: `tsx src/latex/testing/manyEquations.ts`. */
const equations = Array.from({ length: 500 }, (_, index) => {
  const scalars = `\\frac{${index + 1}}{2}`;
  return [
    `\\[ ${scalars} \\tau \\frac{d}{dt} \\mathbf{W}_1 = ${scalars} \\mathbf{W}_2^\\top (\\tilde{\\mathbf{\\Sigma}}^{yx} - \\mathbf{W}_2 \\mathbf{W}_1) \\]`,
    `\\[ \\mathbf{W}_2^\\top \\mathbf{W}_2 - \\mathbf{W}_1 \\mathbf{W}_1^\\top = ${index + 1} \\lambda \\mathbf{I} \\]`,
    `\\[ \\mathrm{tr}(\\mathbf{W}_2 A_{${index}}) = ${index} \\quad\\text{where}\\quad A_{${index}} := \\mathbf{W}_1 \\]`,
  ][index % 3]!;
});
const text = equations.map((equation, index) => `Some words about equation ${index}.\n${equation}\n`).join('\n');
const before = process.cpuUsage();
const survey = surveyPaper(latexDocument(text, 'many.tex'), latexHeader(text, 'many.tex'), notationOf('domine2025'));
const { user, system } = process.cpuUsage(before);
const kinds = [...new Set(survey.map(({ kind }) => kind))].map(
  kind => `${survey.filter(one => one.kind === kind).length} ${kind}`,
);
process.stdout.write(
  `${survey.length} equations: ${kinds.join(', ')}; ${((user + system) / 1e6).toFixed(1)} s of CPU\n`,
);
