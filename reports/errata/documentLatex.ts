/** A LaTeX document of these blocks; empty ones are left out. */
export function documentLatex(blocks: readonly string[]): string {
  const preamble = [
    '% Written by deep-linear-oracle, which does not run LaTeX itself. pdflatex and its base packages are enough.',
    '\\documentclass{article}',
    '\\usepackage[margin=2.2cm]{geometry}',
    '\\usepackage[T1]{fontenc}',
    '\\usepackage{textcomp}',
    '\\usepackage{amsmath,amssymb}',
    '\\setlength{\\parindent}{0pt}',
    '\\setlength{\\parskip}{0.5em}',
    '\\setcounter{MaxMatrixCols}{30}',
    '\\begin{document}',
  ].join('\n');
  return `${[preamble, ...blocks, '\\end{document}'].filter(block => block !== '').join('\n\n')}\n`;
}
