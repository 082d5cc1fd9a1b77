import assert from "node:assert/strict";
import { EmqxEdition } from "../../../../provider";
import { readHocon } from "../../../../provider/emqx/config/hocon/evaluate";
import { unwritable, writeHocon } from "../../../../provider/emqx/config/hocon/write";
import { keyTable } from "../../../../provider/emqx/config/keys/table";
import { checkConfig } from "../../../../provider/emqx/config/textRules";
import { v2beta1 } from "../../../../provider/emqx/lines/v2beta1";
import { Problems } from "../../../../provider/validation/problems";
import { jsonOf } from "./hoconJson";
import { readAsEmqx } from "./readers/emqx";
import { readAsOperator } from "./readers/operator";

const TABLE = keyTable({ edition: EmqxEdition.Enterprise, version: "5.8.11" });

function problems(config: string, files: string[] = []): string[] {
    const found = new Problems();
    checkConfig(found, config, { owned: v2beta1.keys, unwritable, table: TABLE, files });
    return found.all.map(({ path, reason }) => `${path}: ${reason}`);
}

const CLEAR = "and the operator copies config in clear into a ConfigMap.";
const variable = (root: string, name: string) =>
    `Leave the root ${root} out of config and write all of it in secretEnvironment, e.g. as ${name}`;

describe("placeholders and secrets in a configuration text", () => {
    const body = (fields: string) =>
        `authentication = [{mechanism = password_based, backend = http, method = post, url = "http://devices.internal:8080/mqtt/login", ${fields}}]`;
    const header = (fields: string) =>
        `actions.http.forward {\n  connector = hook\n  parameters { method = post, headers { ${fields} } }\n}`;

    for (const text of [
        body(`body { user = "$${"{username}"}", password = "$${"{password}"}" }`),
        header(`Authorization = "Bearer $${"{client_attrs.token}"}"`),
        header(`Authorization = "$${"{scheme}"} $${"{client_attrs.token}"}"`),
        header(`X-Api-Key = "$${"{client_attrs.key}"}:$${"{clientid}"}"`),
        header('Content-Type = "application/json", Accept = "*/*", X-Region = "cn-hangzhou"'),
        body('headers { X-Trace-Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" }'),
        `authentication = [{url = "http://me:$${"{password}"}@devices.internal"}]`,
        "authentication = [{mechanism = jwt, from = password, use_jwks = false}]",
        'authentication = [{password = "file:///mounted/secrets/mysql"}]',
    ]) {
        it(`is no secret: ${text}`, () =>
            assert.deepEqual(
                problems(text, ["mysql"]).filter((told) => !told.includes("sets")),
                [],
            ));
    }

    const secrets: [text: string, told: string][] = [
        [body("password = Rt7kq"), 'a password in "authentication.1.password"'],
        [body("password = 123456"), 'a password in "authentication.1.password"'],
        [body("body { password = Rt7kq }"), 'a password in "authentication.1.body.password"'],
        [body("body { clientSecret = Rt7kq }"), 'a secret in "authentication.1.body.clientSecret"'],
        [body('headers { "X-Api-Key" = Rt7kq }'), 'a secret in "authentication.1.headers.X-Api-Key"'],
        [
            header('Authorization = "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln"'),
            'a token in "actions.http.forward.parameters.headers.Authorization"',
        ],
        [
            header('Authorization = "Basic dXNlcjpwYXNz"'),
            'credentials in a header in "actions.http.forward.parameters.headers.Authorization"',
        ],
        [
            header("X-Custom = k3Jd82mXq0Lz7Vb5Nf1Rt6Yw9Ps4Gh8C"),
            'what looks like a secret in "actions.http.forward.parameters.headers.X-Custom"',
        ],
        [
            "authentication = [{mechanism = jwt, use_jwks = false, secret = Rt7kq}]",
            'a secret in "authentication.1.secret"',
        ],
        [
            'rule_engine.rules.a.description = "AKIAIOSFODNN7EXAMPLE"',
            'a token in "rule_engine.rules.a.description"',
        ],
        [
            'connectors.redis.a.server = "redis://:Rt7kq@redis:6379"',
            'a password in an address in "connectors.redis.a.server"',
        ],
        [
            'exhook.servers = [{ssl {keyfile = """-----BEGIN PRIVATE KEY-----\nRt7kq\n-----END PRIVATE KEY-----"""}}]',
            'a private key in "exhook.servers.1.ssl.keyfile"',
        ],
    ];
    for (const [text, told] of secrets) {
        it(`is a secret: ${text.replaceAll("\n", " ")}`, () => {
            const found = problems(text).filter((problem) => problem.includes("in clear"));
            assert.equal(found.length, 1, found.join("\n"));
            assert.match(found[0] as string, /^config: holds .* \(line \d\), and the operator copies/);
            assert.ok(found[0]?.startsWith(`config: holds ${told}`), found[0]);
            assert.doesNotMatch(found.join(), /Rt7kq|eyJ|AKIA|dXNlcjpwYXNz|k3Jd82/);
        });
    }

    const redis = (fields: string) =>
        `authentication = [{mechanism = password_based, backend = redis, redis_type = single, server = "redis:6379", cmd = "HMGET u:$${"{username}"} password_hash", ${fields}}]`;
    const jwt = (fields: string) =>
        `authentication = [{mechanism = jwt, use_jwks = false, algorithm = "hmac-based", ${fields}}]`;

    it("is told with the way that works for its key", () => {
        assert.deepEqual(problems(redis('password = "Rt7kq"')), [
            `config: holds a password in "authentication.1.password" (line 1), ${CLEAR} Put it into secretFiles, e.g. as "password", and write "file:///mounted/secrets/password" here`,
        ]);
        assert.deepEqual(problems(jwt('secret = "Rt7kq"')), [
            `config: holds a secret in "authentication.1.secret" (line 1), ${CLEAR} ${variable("authentication", "EMQX_AUTHENTICATION__1")}`,
        ]);
    });

    it("is in a file that secretFiles has, where EMQX reads files", () => {
        const mysql = redis('password = "file:///mounted/secrets/mysql"');
        assert.deepEqual(problems(mysql, ["mysql", "pg"]), []);
        assert.deepEqual(problems(mysql, ["mysq", "pg"]), [
            'config: names the file "mysql" in "authentication.1.password" (line 1), which secretFiles does not have; did you mean "mysq"?',
        ]);
        assert.deepEqual(problems(mysql), [
            'config: names the file "mysql" in "authentication.1.password" (line 1), which secretFiles does not have; write it there',
        ]);
        assert.deepEqual(problems(jwt('secret = "file:///mounted/secrets/jwt"'), ["jwt"]), [
            `config: writes file:// in "authentication.1.secret" (line 1), where EMQX reads no file and takes these very words for the value. ${variable("authentication", "EMQX_AUTHENTICATION__1")}`,
        ]);
        assert.deepEqual(
            problems(header('Authorization = "file:///mounted/secrets/token"'), ["token"]).filter((told) =>
                told.includes("file"),
            ),
            [
                `config: writes file:// in "actions.http.forward.parameters.headers.Authorization" (line 3), where EMQX reads no file and takes these very words for the value. ${variable("actions", "EMQX_ACTIONS__HTTP")}`,
            ],
        );
        const ca = (path: string) => redis(`ssl { cacertfile = "${path}" }`);
        assert.deepEqual(problems(ca("/mounted/secrets/ca.pem"), ["ca.pem"]), []);
        assert.deepEqual(problems(ca("file:///mounted/secrets/ca.pem"), ["ca.pem"]), [
            'config: writes file:// in "authentication.1.ssl.cacertfile" (line 1), which is a path already; leave out file://',
        ]);
    });
});

describe("texts that readers take differently", () => {
    const commas: [what: string, text: string, line: number, closing: string][] = [
        [
            "object",
            "authentication {\n  mechanism = password_based\n  backend = built_in_database\n  password_hash_algorithm {\n    name = bcrypt,\n  }\n}",
            5,
            "}",
        ],
        ["list", "authorization.sources = [\n  { type = built_in_database, enable = true },\n]", 2, "]"],
        ["comment", "retainer {\n  enable = true,\n  # nothing more\n}", 2, "}"],
    ];
    for (const [what, text, line, closing] of commas) {
        it(`are refused for a comma before a bracket, at the comma: ${what}`, () => {
            const [told, ...others] = problems(text);
            assert.match(
                told as string,
                new RegExp(
                    `^config: cannot be read \\(line ${line}, column \\d+\\): EMQX does not start with a comma`,
                ),
            );
            assert.ok(told?.endsWith(`before "${closing}"; leave it out`));
            assert.deepEqual(others, []);
        });
    }

    for (const text of [
        "## more: https://docs.example.org/log.html\nlog {\n  console { level = warning }\n}",
        "authorization.sources = [\n  { type = built_in_database }\n  # nothing else\n]",
        "mqtt {\n  max_inflight = 64 # see http://wiki/mqtt\n}\nlog.console.level = info",
        `limits.inflight = 64\nmqtt.max_inflight = $${"{limits.inflight}"}\nmqtt.idle_timeout = $${"{?limits.idle}"}`,
        "mqtt { user = k|v }",
    ]) {
        it(`are taken and handed on so that all read the same: ${text.replaceAll("\n", " ")}`, () => {
            const tree = readHocon(text);
            const anew = writeHocon(tree);
            assert.deepEqual(readAsEmqx(anew), jsonOf(tree));
            assert.ok(readAsOperator(anew).size > 0);
        });
    }

    it("are refused where nothing that is handed on says it, with the place", () => {
        assert.deepEqual(
            problems(
                'rule_engine.rules.a.sql = "SELECT * FROM t", rule_engine.rules.a.metadata {\n  "#" = 1\n  b = [18446744073709551615]\n}',
            ),
            [
                "config: cannot be handed on (line 2, column 3): the operator takes no name of this one sign; give it another name",
                "config: cannot be handed on (line 3, column 8): the operator takes whole numbers from -9223372036854775808 to 9223372036854775807; write one",
            ],
        );
    });
});

describe("a file of EMQX 4", () => {
    const file = [
        "cluster.name = emqxcl",
        'node.data_dir = "data"',
        "log.dir = log",
        "plugins.etc_dir = /etc/emqx/plugins/",
        "listener.tcp.external = 0.0.0.0:1883",
        "listener.tcp.external.acceptors = 8",
        "zone.external.idle_timeout = 15s",
        "allow_anonymous = true",
    ];
    const sentence =
        "config: is a configuration of EMQX 4, which EMQX 5 does not read; instead of log.dir write log.file.path, instead of plugins.etc_dir write plugins.states, instead of listener.tcp.external (and 1 more like it) write the input listeners, instead of zone.external.idle_timeout write mqtt.idle_timeout, instead of allow_anonymous write authentication with an authenticator: without one, everybody may connect; leave out what is not named here";

    it("is told so in one sentence, whether it could be read or not", () => {
        assert.deepEqual(problems(file.join("\n")), [sentence]);
        assert.deepEqual(problems(["## Cluster", "", ...file].join("\r\n")), [sentence]);
        const readable = file.map((line) =>
            line.replace(/= (.*)$/, (_, value: string) => `= "${value.replaceAll('"', "")}"`),
        );
        assert.deepEqual(problems(readable.join("\n")), [sentence]);
    });

    it("is not seen in a text of EMQX 5 with one old name, or with a mistake", () => {
        assert.doesNotMatch(
            problems("mqtt.max_inflight = 3\nzone.external.idle_timeout = 15s").join(),
            /configuration of EMQX 4/,
        );
        assert.doesNotMatch(
            problems("mqtt { a = 1\n}\nzone.external.idle_timeout = /x").join(),
            /configuration of EMQX 4/,
        );
        assert.doesNotMatch(
            problems("mqtt.a = /x\nlog.console.level = info").join(),
            /configuration of EMQX 4/,
        );
    });
});
