import { Document, Packer, PageOrientation, SectionType } from 'docx';
import type { ISectionOptions } from 'docx';
import type { BriefFacts } from '../facts.js';
import { composeBrief } from './compose.js';
import type { BriefDocument, Section } from './document.js';
import { DocxBlocks } from './docx-blocks.js';
import { PAGE, embeddedFonts, margins, numbering, styles } from './docx-style.js';

/** The brief as a Word document: real styles and headings, whole table rows, the matrix on landscape pages. */
export async function renderDocx(facts: BriefFacts): Promise<Buffer> {
  const document = composeBrief(facts);
  const blocks = new DocxBlocks(document);
  const file = new Document({
    title: document.title,
    creator: document.author,
    lastModifiedBy: document.author,
    description: document.cover.kind,
    styles: styles(document),
    numbering,
    fonts: embeddedFonts(document),
    sections: parts(document).map((part, index): ISectionOptions => {
      const { wide } = part;
      return {
        properties: {
          type: SectionType.NEXT_PAGE,
          page: {
            size: {
              width: PAGE.width,
              height: PAGE.height,
              orientation: wide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: margins(wide),
          },
        },
        headers: { default: blocks.header(wide) },
        footers: { default: blocks.footer(wide) },
        children: [
          ...(index === 0 ? blocks.cover() : []),
          ...part.sections.flatMap((section, at) => blocks.section(section, wide, at === 0)),
        ],
      };
    }),
  });
  return Packer.toBuffer(file);
}

/** The cover and what follows, cut wherever pages turn; the cover stands on a page of its own. */
function parts({ sections }: BriefDocument): { wide: boolean; sections: Section[] }[] {
  const cut: { wide: boolean; sections: Section[] }[] = [{ wide: false, sections: [] }];
  for (const section of sections) {
    const last = cut.at(-1)!;
    if (cut.length > 1 && last.wide === section.wide) last.sections.push(section);
    else cut.push({ wide: section.wide, sections: [section] });
  }
  return cut;
}
