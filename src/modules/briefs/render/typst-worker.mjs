// Runs apart from the server: compiling blocks, takes memory that is not given back, and could crash natively. One
// process renders one brief and ends. Plain JavaScript, so that it runs as it stands under node and under jest.
import path from 'node:path';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';

process.once('message', (task) => {
  const answer = render(task);
  process.send(answer, () => process.disconnect());
});

/** task: { template, json, fontPaths }; answer: { pdf, standard } or { error }. */
function render({ template, json, fontPaths }) {
  try {
    const workspace = path.dirname(template);
    const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths }] });
    compiler.mapShadow(path.join(workspace, 'brief.json'), Buffer.from(json));
    const compiled = compiler.compile({ mainFilePath: template });
    if (!compiled.result) {
      const found = compiled.takeDiagnostics() ?? compiled.takeError();
      return { error: found ? describe(compiler.fetchDiagnostics(found)) : 'unknown' };
    }
    return write(compiler, compiled.result);
  } catch (error) {
    return { error: String(error?.message ?? error) };
  }
}

/** PDF/UA-1 refuses text for which no font has a glyph; such a brief is tagged all the same, without the claim. */
function write(compiler, document) {
  try {
    return { pdf: compiler.pdf(document, { pdfStandard: PdfStandard.UA_1 }), standard: 'PDF/UA-1' };
  } catch (error) {
    return { pdf: compiler.pdf(document), standard: null, refused: String(error?.message ?? error) };
  }
}

function describe(diagnostics) {
  return diagnostics
    .map(({ message, path: file, range, hints }) =>
      [file, range?.start && `line ${range.start.line + 1}`, message, ...(hints ?? [])]
        .filter(Boolean)
        .join(': '),
    )
    .join('; ');
}
