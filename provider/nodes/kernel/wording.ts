import { GIB, KIB } from "./parameter";

/** 1234567 as `1,234,567`. */
export function thousands(value: number): string {
    return value.toLocaleString("en-US");
}

/** Bytes with the largest fitting binary unit: `2.8 TiB`. */
export function bytesInWords(bytes: number): string {
    const units: [number, string][] = [
        [GIB * KIB, "TiB"],
        [GIB, "GiB"],
        [KIB * KIB, "MiB"],
        [KIB, "KiB"],
    ];
    const [size, name] = units.find(([size]) => bytes >= size) ?? [1, "bytes"];
    return `${Number((bytes / size).toFixed(1))} ${name}`;
}

/** The known word nearest to a misspelt one, when it is near enough to be meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
    const ranked = known
        .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
        .sort((a, b) => a.distance - b.distance);
    return ranked[0] && ranked[0].distance <= 3 ? ranked[0].candidate : undefined;
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
