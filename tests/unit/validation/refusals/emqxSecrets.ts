import type { Refused } from "./refused";

const ONE_LINE = "write a text on one line, without control characters and line separators (U+2028, U+2029)";
const READABLE =
    "write a text without control characters and line separators (U+2028, U+2029), which EMQX would not get as they are";
const API_SECRET = 'write 3 to 128 characters on one line, without ":" and without blanks at its ends';
const FILE =
    'cannot be a name here; write at most 253 letters, digits, "-", "_" and ".", not beginning with ".."';

const apiKey = (secret: string) => ({ apiKeys: [{ key: "ops", secret }] });

/** Passwords, API keys and files: what EMQX would read otherwise, or not boot with. None of the values is ever told. */
export const EMQX_SECRETS: Refused[] = [
    // boot-14
    [
        "a password with a control character",
        { dashboard: { password: "abc\u000112345", username: "admin" } },
        [`dashboard.password: does not fit; ${ONE_LINE}`],
    ],
    [
        "a password with a line separator",
        { dashboard: { password: "abcdefgh\u2028" } },
        [`dashboard.password: does not fit; ${ONE_LINE}`],
    ],
    [
        "a user's name over two lines",
        { dashboard: { username: "ad\nmin" } },
        [`dashboard.username: does not fit; ${ONE_LINE}`],
    ],
    [
        "a user's name that is half a character",
        { dashboard: { username: "admin\ud800" } },
        [`dashboard.username: does not fit; ${ONE_LINE}`],
    ],
    // boot-05
    [
        "an API key's secret with a role behind it",
        apiKey("ab:cd"),
        [`apiKeys[0].secret: does not fit; ${API_SECRET}`],
    ],
    [
        "an API key's secret that ends in a blank",
        apiKey("abcd "),
        [`apiKeys[0].secret: does not fit; ${API_SECRET}`],
    ],
    [
        "an API key's secret that begins with a tab",
        apiKey("\tabcd"),
        [`apiKeys[0].secret: does not fit; ${API_SECRET}`],
    ],
    ["an API key's secret of blanks", apiKey("    "), [`apiKeys[0].secret: does not fit; ${API_SECRET}`]],
    [
        "an API key's secret with a control character",
        apiKey("ab\u0001cd"),
        [`apiKeys[0].secret: does not fit; ${ONE_LINE}`],
    ],
    [
        "an API key's secret over two lines",
        apiKey("ab\ncd"),
        [`apiKeys[0].secret: does not fit; ${ONE_LINE}`],
    ],
    [
        "a variable with a control character",
        { secretEnvironment: { EMQX_MQTT__RESPONSE_INFORMATION: "a\u0007b" } },
        [`secretEnvironment.EMQX_MQTT__RESPONSE_INFORMATION: does not fit; ${READABLE}`],
    ],
    [
        "a variable with a paragraph separator",
        { environment: { EMQX_CLUSTER__NAME: "a\u2029b" } },
        [`environment.EMQX_CLUSTER__NAME: does not fit; ${READABLE}`],
    ],
    ["a secret file in a folder", { secretFiles: { "a/b": "x" } }, [`secretFiles["a/b"]: ${FILE}`]],
    ["a secret file that leads upwards", { secretFiles: { "..": "x" } }, [`secretFiles[".."]: ${FILE}`]],
    [
        "an empty secret file",
        { secretFiles: { token: "" } },
        ["secretFiles.token: does not fit; write a non-empty text, or leave it out"],
    ],
];
