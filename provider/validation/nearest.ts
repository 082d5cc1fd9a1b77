/** The known word nearest to a misspelt one, when at most `most` letters are wrong. */
export function nearest(word: string, known: readonly string[], most = 3): string | undefined {
    const ranked = known
        // As many letters are wrong at least as there are too many.
        .filter((candidate) => Math.abs(candidate.length - word.length) <= most)
        .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
        .sort((a, b) => a.distance - b.distance);
    return ranked[0] && ranked[0].distance <= most ? ranked[0].candidate : undefined;
}

/** The known word that was meant: another case, or a letter or two wrong in a word long enough to tell. */
export function meant(word: string, known: readonly string[]): string | undefined {
    const same = known.find((candidate) => candidate.toLowerCase() === word.toLowerCase());
    return same ?? nearest(word, known, Math.min(2, Math.floor(word.length / 4)));
}

/** What to write instead, with what was probably meant. */
export function withMeant(instead: string, meant: string | undefined): string {
    return meant === undefined ? instead : `${instead}${DID_YOU_MEAN}"${meant}"?`;
}

const DID_YOU_MEAN = "; did you mean ";

/** The same without it, for a value that nobody may read: what was meant is nearly the value. */
export function withoutMeant(sentence: string): string {
    return sentence.split(DID_YOU_MEAN)[0] as string;
}

function editDistance(a: string, b: string): number {
    let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
    for (let row = 1; row <= a.length; row++) {
        const current = [row];
        for (let column = 1; column <= b.length; column++) {
            const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
            current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
        }
        previous = current;
    }
    return previous[b.length] ?? 0;
}
