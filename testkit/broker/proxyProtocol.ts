/** Source: The PROXY protocol, versions 1 and 2 (HAProxy), section 2.2. */
const SIGNATURE = Buffer.from([0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a]);
const VERSION_2_PROXY = 0x21;
const TCP_OVER_IPV4 = 0x11;
const FIXED = 16;

export interface Ends {
    readonly clientPort: number;
    readonly serverPort: number;
}

/** What a load balancer says first to a backend: who the client is. Both addresses are loopback here. */
export function proxyHeader({ clientPort, serverPort }: Ends): Buffer {
    const header = Buffer.alloc(FIXED + 12);
    SIGNATURE.copy(header);
    header[12] = VERSION_2_PROXY;
    header[13] = TCP_OVER_IPV4;
    header.writeUInt16BE(12, 14);
    header.set([127, 0, 0, 1, 127, 0, 0, 1], FIXED);
    header.writeUInt16BE(clientPort, FIXED + 8);
    header.writeUInt16BE(serverPort, FIXED + 10);
    return header;
}

/** The header at the beginning of what came and how long it is; "more" until it is complete. */
export function readProxyHeader(data: Buffer): { ends: Ends; length: number } | "more" | "none" {
    const known = Math.min(data.length, SIGNATURE.length);
    if (!data.subarray(0, known).equals(SIGNATURE.subarray(0, known))) return "none";
    if (data.length < FIXED) return "more";
    const length = FIXED + data.readUInt16BE(14);
    if (data[12] !== VERSION_2_PROXY || data[13] !== TCP_OVER_IPV4 || length < FIXED + 12) return "none";
    if (data.length < length) return "more";
    const ends = { clientPort: data.readUInt16BE(FIXED + 8), serverPort: data.readUInt16BE(FIXED + 10) };
    return { ends, length };
}
