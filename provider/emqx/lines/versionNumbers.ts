/** `5.8` of `5.8.11`; undefined for what is no version. */
export function minorOf(version: string): string | undefined {
    return /^v?(\d+\.\d+)\.\d+/.exec(version)?.[1];
}

/** Less than, equal to or greater than zero, as `5.10` comes after `5.9`. JavaScript lets a number through. */
export function compareVersions(a: string, b: string): number {
    const [left, right] = [a, b].map((version) =>
        String(version).replace(/^v/, "").split(/[.-]/).map(Number),
    );
    for (let i = 0; i < 3; i++) {
        const difference = (left?.[i] || 0) - (right?.[i] || 0);
        if (difference !== 0) return difference;
    }
    return 0;
}
