const UNITS: Readonly<Record<string, number>> = {
    "": 1,
    k: 1e3,
    M: 1e6,
    G: 1e9,
    T: 1e12,
    Ki: 2 ** 10,
    Mi: 2 ** 20,
    Gi: 2 ** 30,
    Ti: 2 ** 40,
};

/** What a size is in bytes, as disks are asked for: `20Gi`, `1.5Ti`. */
export function bytesOf(size: string): number {
    const [, number, unit = ""] = /^([\d.]+)([kMGT]i?|Ki)?$/.exec(size) ?? [];
    const factor = UNITS[unit];
    if (number === undefined || factor === undefined) throw new Error(`no size of a disk: ${size}`);
    return Number(number) * factor;
}
