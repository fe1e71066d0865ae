/** Without Markdown's marks for bold, italic and links; a link keeps its address in angle brackets. */
export function plainInline(text: string): string {
  return text
    .replaceAll(/(\*\*|__)(?=\S)([^\n]*?\S)\1/g, '$2')
    .replaceAll(/(?<![\p{L}\p{N}*_])([*_])(?=\S)([^*_\n]*[^\s*_])\1(?![\p{L}\p{N}*_])/gu, '$2')
    .replaceAll(/!?\[([^\]\n]{1,300})\]\((https?:\/\/[^\s)]+)\)/g, (_, label: string, url: string) =>
      label === url ? `<${url}>` : `${label} <${url}>`,
    );
}
