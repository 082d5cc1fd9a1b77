/** Text from a program in a comment: shown as it is, never as Markdown, HTML, a mention or a reference. */

/** For prose, list items and table cells. */
export function prose(text: string): string {
    return (
        text
            .replace(/[\r\n\t]+/g, " ")
            .replace(/&/g, "&amp;")
            .replace(/</g, "&lt;")
            .replace(/>/g, "&gt;")
            .replace(/[\\`*[\]|~]/g, "\\$&")
            .replace(/(^|[^\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, (match) => match.replace("_", "\\_"))
            // A mention and an issue's number are found in the text after it is rendered: no entity keeps them away.
            .replace(/@(?=[\p{L}\p{N}])/gu, "@\u200b")
            .replace(/(^|[^&\p{L}\p{N}])#(?=\d)/gu, "$1#\u200b")
    );
}

/** A block of code in a fence that its text cannot end. */
export function fenced(text: string, language: string): string {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
    const fence = "`".repeat(longest + 1);
    return `${fence}${language}\n${text}\n${fence}`;
}
