/** What a license key says of itself. */
export interface LicensePayload {
    readonly type?: number;
    readonly customer?: number;
    readonly start?: string;
    readonly days?: number;
    readonly sessions?: number | string;
    readonly tps?: string;
}

/** A key in the form of EMQ's, with a signature that only EMQX can judge. Source: emqx_license_parser_v20220101.erl. */
export function licenseOf(payload: LicensePayload): string {
    const { type = 1, customer = 0, start = "20260101", days = 365, sessions = 1000, tps } = payload;
    const lines = ["220111", type, customer, "Customer", "a@b.example", "deployment", start, days, sessions];
    const text = [...lines, ...(tps === undefined ? [] : [tps])].join("\n");
    return `${Buffer.from(text).toString("base64")}.${Buffer.from("signature").toString("base64")}`;
}
