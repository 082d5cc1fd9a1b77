import { Refused, textOf } from "../leaves/reading";
import { blockMust, type Converter, listOf, must, type Validator } from "./function";

/** What Erlang's TLS of EMQX's images knows. Source: emqx_tls_lib.erl, all_ciphers, of OTP 26. */
const CIPHERS: ReadonlySet<string> = new Set([
    ...["TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256"],
    ...["TLS_AES_128_CCM_SHA256", "TLS_AES_128_CCM_8_SHA256"],
    ...[
        [
            "",
            "AES128-GCM-SHA256 AES128-SHA AES128-SHA256 AES256-GCM-SHA384 AES256-SHA AES256-SHA256 DES-CBC-SHA",
        ],
        ["", "DES-CBC3-SHA RC4-MD5 RC4-SHA EDH-RSA-DES-CBC-SHA EDH-RSA-DES-CBC3-SHA"],
        ["DHE-DSS-", "AES128-GCM-SHA256 AES128-SHA AES128-SHA256 AES256-GCM-SHA384 AES256-SHA AES256-SHA256"],
        ["DHE-DSS-", "DES-CBC3-SHA"],
        ["DHE-RSA-", "AES128-GCM-SHA256 AES128-SHA AES128-SHA256 AES256-GCM-SHA384 AES256-SHA AES256-SHA256"],
        ["DHE-RSA-", "CHACHA20-POLY1305"],
        ...["ECDH-ECDSA-", "ECDH-RSA-", "ECDHE-ECDSA-", "ECDHE-RSA-"].map((exchange) => [
            exchange,
            "AES128-GCM-SHA256 AES128-SHA AES128-SHA256 AES256-GCM-SHA384 AES256-SHA AES256-SHA384 DES-CBC3-SHA RC4-SHA",
        ]),
        ["ECDHE-ECDSA-", "AES128-CCM AES128-CCM8 AES256-CCM AES256-CCM8 CHACHA20-POLY1305"],
        ["ECDHE-RSA-", "CHACHA20-POLY1305"],
        ["PSK-", "AES128-CBC-SHA AES128-CBC-SHA256 AES128-GCM-SHA256 AES256-CBC-SHA AES256-CBC-SHA384"],
        ["PSK-", "AES256-GCM-SHA384"],
        ["RSA-PSK-", "AES128-CBC-SHA AES128-CBC-SHA256 AES128-GCM-SHA256 AES256-CBC-SHA AES256-CBC-SHA384"],
        ["RSA-PSK-", "AES256-GCM-SHA384 DES-CBC3-SHA RC4-SHA"],
        ["SRP-DSS-", "AES128-CBC-SHA AES256-CBC-SHA DES-CBC3-SHA"],
        ["SRP-RSA-", "AES-128-CBC-SHA AES-256-CBC-SHA DES-CBC3-SHA"],
    ].flatMap(([prefix = "", names = ""]) => names.split(" ").map((name) => prefix + name)),
]);

/** One text with commas, or a list. Source: emqx_schema.erl, converter_ciphers. */
export const cipherList: Converter = (value) => {
    if (value.kind === "list") return value;
    if (value.kind !== "text") return new Refused('write a list of ciphers, e.g. ["TLS_AES_256_GCM_SHA384"]');
    const names = value.text.split(/[, ]+/).filter((name) => name !== "");
    return { kind: "list", items: names.map((text) => ({ kind: "text", text, quoted: true })) };
};

export const knownCiphers: Validator = must(
    (reading) => listOf(reading).every((name) => typeof name !== "string" || CIPHERS.has(name)),
    'write ciphers that EMQX\'s TLS knows, e.g. "TLS_AES_256_GCM_SHA384"',
);

/** Versions without a gap. Source: emqx_schema.erl, validate_tls_versions. */
function versions(known: readonly string[]): Validator {
    return must(
        (reading) => {
            const given = listOf(reading).filter((one) => typeof one === "string");
            const gap = given.includes("tlsv1.3") && given.length > 1 && !given.includes("tlsv1.2");
            return given.every((one) => known.includes(one as string)) && !gap;
        },
        `write some of ${known.join(", ")}${known.includes("tlsv1.3") ? ", and tlsv1.2 beside tlsv1.3 and others" : ""}`,
    );
}

export const tlsVersions = versions(["tlsv1.3", "tlsv1.2", "tlsv1.1", "tlsv1"]);
export const dtlsVersions = versions(["dtlsv1.2", "dtlsv1"]);

/** `module:function`. Source: emqx_schema.erl, user_lookup_fun_tr. */
export const lookupFunction: Converter = (value) => {
    const parts = textOf(value)
        ?.split(/[: ]+/)
        .filter((part) => part !== "");
    return parts?.length === 2 ? value : new Refused('write "emqx_tls_psk:lookup", or leave it out');
};

/** Source: emqx_schema.erl, validate_server_ssl_opts, crl_outer_validator, ocsp_inner_validator. */
export const serverVerify: Validator = blockMust(
    (block) => block.fail_if_no_peer_cert !== true || block.verify === "verify_peer",
    "write verify = verify_peer beside fail_if_no_peer_cert = true",
);

export const revocation: Validator = blockMust(
    (block) => block.enable_crl_check !== true || block.verify === "verify_peer",
    "write verify = verify_peer beside enable_crl_check = true",
);

export const stapling: Validator = blockMust(
    (block) =>
        block.enable_ocsp_stapling !== true ||
        (block.responder_url !== undefined && block.issuer_pem !== undefined),
    "write responder_url and issuer_pem beside enable_ocsp_stapling = true",
);
