import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import { EmqxEdition } from "../../../../provider/emqx/args/edition";
import { plainVariables, secretVariables } from "../../../../provider/emqx/config/givenVariables";
import { keyTable } from "../../../../provider/emqx/config/keys/table";
import { takesOf } from "../../../../provider/emqx/config/variableTakes";
import { resolveVersion } from "../../../../provider/emqx/lines/versions";
import { planEmqxCluster } from "../../../../provider/emqx/plan/plan";
import { readable } from "../../../../provider/validation/characters";
import { Problems } from "../../../../provider/validation/problems";
import { resolved } from "../../../support/resolved";
import { emqx, kubelet, type Read } from "./environmentReading";

const EMQX = resolveVersion(EmqxEdition.Enterprise, "5.8.11");
const OPEN_SOURCE = resolveVersion(EmqxEdition.OpenSource, "5.7.2");

/** What the container of EMQX gets, by way of the pod template and by way of the Secret. */
async function inContainer(name: string, value: string, version = EMQX): Promise<string[]> {
    const [plain] = await resolved(plainVariables({ [name]: value }, version));
    const secret = await resolved(secretVariables({ [name]: value }, version));
    return [kubelet(plain?.value ?? ""), secret[name] as string];
}

async function reads(name: string, value: string, version = EMQX): Promise<Read> {
    const [plain, secret] = await inContainer(name, value, version);
    assert.equal(plain, secret, "the kubelet leaves a Secret alone");
    return emqx(plain as string);
}

/** Whatever is something else in HOCON, in a shell or for the kubelet, side by side. */
const anyText = fc
    .array(
        fc.oneof(
            fc.constantFrom(..."#\\\"$=:,[]{}() \n\r\t\b\f'~|%-+.@"),
            fc.constantFrom(
                "//",
                '"""',
                "$$",
                "$(A)",
                "$(POD_NAME)",
                "$" + "{a}",
                "$" + "{?a}",
                "\\u0041",
                "\\n",
            ),
            fc.constantFrom(
                "007",
                "1.50",
                "1e3",
                ".5",
                "true",
                "null",
                "include",
                "15s",
                "80%",
                "1MB",
                "10B",
            ),
            fc.constantFrom("abc", "Jürgen", "пароль", "密码", "😀", "\u00a0", "file://"),
            fc.string({ maxLength: 4 }),
        ),
        { maxLength: 8 },
    )
    .map((parts) => parts.join(""))
    .filter((text) => readable(text) === undefined);

describe("the value of a variable", () => {
    it("is read back exactly where EMQX takes a text, by way of the kubelet or of a Secret", async () => {
        let quoted = 0;
        await fc.assert(
            fc.asyncProperty(anyText, async (value) => {
                const [plain, secret] = await inContainer("EMQX_AUTHENTICATION__1__PASSWORD", value);
                assert.equal(plain, secret);
                const read = emqx(plain as string);
                // A text that is between quotes already is HOCON on purpose.
                const onPurpose = emqx(value);
                if (plain === value && value.startsWith('"')) assert.deepEqual(read, onPurpose);
                else assert.deepEqual(read, { text: value });
                if (plain !== value) quoted++;
            }),
            { numRuns: 3000 },
        );
        assert.ok(quoted > 1000, `${quoted} of them had to be quoted`);
    });

    it("is read back exactly where nothing is known of the key", async () => {
        await fc.assert(
            fc.asyncProperty(anyText, async (value) => {
                const read = await reads("EMQX_NO__SUCH_KEY", value);
                if ("text" in read && !value.startsWith('"')) assert.equal(read.text, value);
                else if ("integer" in read) assert.equal(String(read.integer), value);
                else if ("float" in read) assert.equal(Number(value), read.float);
                else if ("word" in read) assert.equal(read.word, value);
                else assert.match(value, /^\s*["[{]/);
            }),
            { numRuns: 2000 },
        );
    });

    /** boot-08, boot-13, 04: what was cut, joined, expanded or became a number. */
    const texts = [
        "Rt7#kq",
        "abc//def",
        "plant//7",
        "007",
        "0123",
        "x y",
        "a$$b",
        "$(POD_NAME)",
        "Jürgen",
        "пароль",
    ];
    for (const value of [
        ...texts,
        "true",
        "null",
        "1.50",
        "a\\",
        'say "hi"',
        "two\nlines",
        "[x",
        "{}",
        "15s",
    ]) {
        it(`is ${JSON.stringify(value)} where that was given`, async () => {
            for (const version of [EMQX, OPEN_SOURCE]) {
                assert.deepEqual(await reads("EMQX_PROMETHEUS__PUSH_GATEWAY__JOB_NAME", value, version), {
                    text: value,
                });
            }
        });
    }

    it("stays as it is where it is HOCON on purpose", async () => {
        const same = async (name: string, value: string) =>
            assert.deepEqual(await inContainer(name, value), [value, value], name);
        await same("EMQX_AUTHENTICATION", '[{mechanism = password_based, password = "a#b"}]');
        await same("EMQX_AUTHORIZATION__SOURCES", "[]");
        await same("EMQX_MQTT", "{max_inflight = 64}");
        await same("EMQX_CLUSTER__CORE_NODES", '["emqx@a", "emqx@b"]');
        await same("EMQX_PROMETHEUS__PUSH_GATEWAY__JOB_NAME", '"in quotes"');
        await same("EMQX_NO__SUCH_KEY", "[1, 2]");
        await same("EMQX_MQTT__MAX_PACKET_SIZE", "1MB");
        await same("EMQX_MQTT__MAX_INFLIGHT", "64");
        await same("EMQX_SYSMON__OS__CPU_HIGH_WATERMARK", "80%");
    });

    it("stays as it is where no HOCON is read: by EMQX's scripts, and by other programs", async () => {
        const same = async (name: string, value: string) =>
            assert.deepEqual(await inContainer(name, value), [value, value], name);
        await same("EMQX_DEFAULT_LOG_HANDLER", "console file");
        await same("EMQX_LOG__TO", "console");
        await same("TZ", "Asia/Shanghai # no comment");
        await same("SHELL_LIKE", "$(POD_NAME) $$");
        await same("EMQX_MQTT__MAX_INFLIGHT", "");
    });

    it("may be known late where only some values are refused", () => {
        const problems = new Problems();
        const later = pulumi.output("18084");
        const environment = { EMQX_DASHBOARD__LISTENERS__HTTPS__BIND: later, EMQX_LOG__TO: "console" };
        planEmqxCluster({ version: OPEN_SOURCE.version, environment }, problems);
        assert.deepEqual(problems.all, []);
    });

    it("is a list or a text by the type of its key", () => {
        const table = keyTable(EMQX);
        assert.deepEqual(takesOf(table, "EMQX_AUTHENTICATION__1__PASSWORD"), { text: true, blocks: false });
        assert.deepEqual(takesOf(table, "EMQX_MQTT__MAX_INFLIGHT"), { text: false, blocks: false });
        assert.deepEqual(takesOf(table, "EMQX_LOG"), { text: false, blocks: true });
        assert.deepEqual(takesOf(table, "EMQX_CONNECTORS__MQTT__UP__USERNAME"), {
            text: true,
            blocks: false,
        });
        assert.equal(takesOf(table, "EMQX_NO_KEY"), undefined);
    });
});
