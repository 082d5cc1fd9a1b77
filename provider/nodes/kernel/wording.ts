import { GIB, KIB } from "./parameter";

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
