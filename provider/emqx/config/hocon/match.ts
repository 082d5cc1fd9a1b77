/** What a sticky pattern finds at a place of a text. */
export function matchAt(rule: RegExp, text: string, at: number): string | undefined {
    rule.lastIndex = at;
    return rule.exec(text)?.[0];
}
