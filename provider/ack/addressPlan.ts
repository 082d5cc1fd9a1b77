import { zoneLetter } from "../alibaba/regions";

/**
 * Which part of the VPC's range each zone gets. By the zone's letter and not by its position in the list, so that
 * adding or reordering zones moves no vSwitch (all of a vSwitch is fixed at its creation).
 */

/** Ranges of a new cluster that are not written. */
export const VPC_CIDR = "10.0.0.0/8";
export const SERVICE_CIDR = "172.21.0.0/20";
export const POD_CIDR = "172.20.0.0/16";

export interface ZoneRanges {
    readonly nodes: string;
    readonly pods: string;
}

/** Alibaba Cloud takes vSwitches of /16 to /29. */
const WIDEST_VSWITCH = 16;
/** 64 blocks: 26 letters with two each, and room to spare. */
const BLOCK_BITS = 6;

export interface Cidr {
    readonly address: number;
    readonly prefix: number;
}

/** An IPv4 range, or undefined when the text is none or has bits set behind the prefix. */
export function parseCidr(text: string): Cidr | undefined {
    const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
    if (!match) return undefined;
    const [a, b, c, d, prefix] = match.slice(1).map(Number) as [number, number, number, number, number];
    if (a > 255 || b > 255 || c > 255 || d > 255 || prefix > 32) return undefined;
    const address = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    const size = 2 ** (32 - prefix);
    return address % size === 0 ? { address, prefix } : undefined;
}

export function formatCidr({ address, prefix }: Cidr): string {
    const octets = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255);
    return `${octets.join(".")}/${prefix}`;
}

export function overlap(a: Cidr, b: Cidr): boolean {
    const [wide, narrow] = a.prefix <= b.prefix ? [a, b] : [b, a];
    const size = 2 ** (32 - wide.prefix);
    return Math.floor(narrow.address / size) === Math.floor(wide.address / size);
}

export function zoneRanges(vpc: Cidr, zone: string): ZoneRanges {
    const letter = zoneLetter(zone) ?? 0;
    const block = vpc.prefix + BLOCK_BITS;
    const size = 2 ** (32 - block);
    const range = (index: number): string =>
        formatCidr({ address: vpc.address + index * size, prefix: Math.max(block, WIDEST_VSWITCH) });
    return { nodes: range(letter * 2), pods: range(letter * 2 + 1) };
}
