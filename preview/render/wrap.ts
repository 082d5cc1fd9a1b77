/** Words put together in lines of at most `width` characters; a longer word has a line of its own. */
export function wrap(words: readonly string[], separator: string, width: number): string[] {
    const lines: string[] = [];
    let line = "";
    words.forEach((word, i) => {
        const item = i === words.length - 1 ? word : `${word}${separator}`;
        if (line !== "" && (line + item).trimEnd().length > width) {
            lines.push(line.trimEnd());
            line = "";
        }
        line += item;
    });
    return [...lines, line.trimEnd()];
}

/** A sentence in lines; none for an empty one. */
export function wrapText(text: string, width: number): string[] {
    const words = text.split(/\s+/).filter(Boolean);
    return words.length === 0 ? [] : wrap(words, " ", width);
}
