/** `5.8` of `5.8.11`; undefined for what is no version. */
export function minorOf(version: string): string | undefined {
    return /^v?(\d+\.\d+)\.\d+/.exec(version)?.[1];
}

/** `11` of `5.8.11`; undefined for what is no version. */
export function patchOf(version: string): number | undefined {
    const patch = /^v?\d+\.\d+\.(\d+)/.exec(version)?.[1];
    return patch === undefined ? undefined : Number(patch);
}

/** Three numbers, and what a build adds behind them: `5.8.11`, `5.8.10-patch.1`. No "v" in front: the image's tag has none. */
export function isFullVersion(version: unknown): version is string {
    return typeof version === "string" && FULL.test(version);
}

const NUMBER = "(0|[1-9]\\d*)";
const FULL = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(-[0-9A-Za-z]+([.-][0-9A-Za-z]+)*)?$`);

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
