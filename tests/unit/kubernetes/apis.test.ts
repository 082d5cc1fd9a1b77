import { strict as assert } from "node:assert";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAnswer, reasonOf } from "../../../provider/kubernetes/answers";
import { type Apis, openApis } from "../../../provider/kubernetes/apis";
import {
    connectProxy,
    json,
    kubeconfig,
    type LocalServer,
    refusingProxy,
    serve,
    silentProxy,
    status,
} from "./apiServer";

const PODS = json(200, { kind: "PodList", apiVersion: "v1", items: [] });
const list = (apis: Apis) => apis.core.listNamespacedPod({ namespace: "mqtt" });

async function until(so: () => boolean): Promise<void> {
    const end = Date.now() + 5000;
    while (!so()) {
        if (Date.now() > end) assert.fail("it never was so");
        await new Promise((wake) => setTimeout(wake, 20));
    }
}

/** Why a call failed, as people read it, and whether waiting may change it. */
async function failure(call: Promise<unknown>): Promise<{ reason: string; answer: boolean }> {
    const error = await call.then(
        () => assert.fail("it went well"),
        (reason: unknown) => reason,
    );
    return { reason: reasonOf(error), answer: isAnswer(error) };
}

describe("a request to the API server", function () {
    this.timeout(20_000);
    const servers: { close(): Promise<void> }[] = [];
    const started = async <T extends { close(): Promise<void> }>(server: Promise<T>): Promise<T> => {
        servers.push(await server);
        return server;
    };
    const open = (server: LocalServer, user?: object, seconds?: number) =>
        openApis(kubeconfig(`http://127.0.0.1:${server.port}`, user), seconds);
    afterEach(async () => {
        await Promise.all(servers.splice(0).map((server) => server.close()));
    });

    it("is answered, also by a server without TLS", async () => {
        const server = await started(serve(PODS));
        assert.deepEqual((await list(await open(server))).items, []);
        assert.equal(server.asked[0]?.headers.authorization, "Bearer secret-token");
    });

    it("ends when it is never answered, and counts as silence", async () => {
        const server = await started(serve(() => {}));
        const { reason, answer } = await failure(list(await open(server, undefined, 1)));
        assert.equal(reason, 'no answer to list pods in namespace "mqtt" within 1 s');
        assert.equal(answer, false);
    });

    it("ends when an answer begins and never ends", async () => {
        const server = await started(
            serve((_, response) => {
                response.writeHead(200, { "content-type": "application/json" });
                response.write('{"kind":');
            }),
        );
        const { reason } = await failure(list(await open(server, undefined, 1)));
        assert.match(reason, /^no answer to list pods/);
    });

    it("is refused with verb and resource, whatever the server says", async () => {
        // Source: apiserver, pkg/endpoints/handlers/responsewriters/errors.go; authentication failures have no more than this.
        const unknown = await started(serve(status(401, "Unauthorized")));
        assert.deepEqual(await failure(list(await open(unknown))), {
            reason: 'it does not accept these credentials (401 to list pods in namespace "mqtt"): they are wrong, expired, or of another cluster',
            answer: true,
        });
        const said =
            'statefulsets.apps is forbidden: User "ci" cannot list resource "statefulsets" in API group "apps" in the namespace "mqtt"';
        const forbidden = await started(serve(status(403, said)));
        const { apps } = await open(forbidden);
        assert.deepEqual(await failure(apps.listNamespacedStatefulSet({ namespace: "mqtt" })), {
            reason: `these credentials may not list statefulsets.apps in namespace "mqtt" (403: ${said})`,
            answer: true,
        });
    });

    it("tells a server that is down, overloaded or no API server from one that answers", async () => {
        const gone = await serve(PODS);
        await gone.close();
        const refused = await failure(list(await open(gone)));
        assert.match(refused.reason, /^the connection is refused \(127\.0\.0\.1:\d+\)$/);
        const busy = await started(serve(status(429, "Too many requests, please try again later.")));
        const html = await started(
            serve((_, response) => {
                response.writeHead(200, { "content-type": "text/html" });
                response.end("<html>Please log in</html>");
            }),
        );
        const broken = await started(
            serve((_, response) => {
                response.writeHead(502, { "content-type": "text/html" });
                response.end("<html>\nBad gateway</html>");
            }),
        );
        const cut = await started(
            serve((_, response) => {
                response.writeHead(200, { "content-type": "application/json" });
                response.write('{"kind":', () => response.destroy());
            }),
        );
        const other = await started(
            serve((_, response) => {
                response.writeHead(200, { "content-type": "application/json" });
                response.end("hello");
            }),
        );
        for (const [server, expected] of [
            [cut, "the answer broke off"],
            [other, "what came back is not what a Kubernetes API server says"],
            [busy, "Too many requests, please try again later."],
            [html, "a web page came back and no Kubernetes API: is there a login on the way?"],
            [broken, "HTTP 502"],
        ] as const) {
            assert.deepEqual(await failure(list(await open(server))), { reason: expected, answer: false });
        }
        assert.equal(refused.answer, false);
        const nameless = openApis(kubeconfig("https://kubernetes.invalid:6443"));
        assert.match(
            (await failure(list(await nameless))).reason,
            /^its name (is not known|cannot be looked up)/,
        );
    });

    describe("with credentials of a command", () => {
        const folder = mkdtempSync(join(tmpdir(), "emqx-ack-exec-"));
        const starts = join(folder, "starts");
        const command = join(folder, "credentials");
        after(() => rmSync(folder, { recursive: true }));
        beforeEach(() => rmSync(starts, { force: true }));
        const count = () => (existsSync(starts) ? readFileSync(starts, "utf8").trim().split("\n").length : 0);
        let salt = 0;

        /** A user of its own for each test, since a process keeps what a command gave. */
        function user(body: string, more: object = {}): object {
            writeFileSync(command, `#!/bin/sh\necho start >> ${starts}\n${body}\n`);
            chmodSync(command, 0o755);
            const env = [{ name: "SALT", value: String(salt++) }];
            return {
                exec: { apiVersion: "client.authentication.k8s.io/v1", command, args: null, env, ...more },
            };
        }
        const print = (status: object) =>
            `echo '${JSON.stringify({ apiVersion: "client.authentication.k8s.io/v1", kind: "ExecCredential", status })}'`;

        it("starts it once for all requests of all clients, also where it names no time of expiry", async () => {
            const server = await started(serve(PODS));
            const me = user(`sleep 0.2; ${print({ token: "from-command" })}`);
            const [one, other] = [await open(server, me), await open(server, me)];
            await Promise.all([list(one), list(one), list(one), list(other), list(other)]);
            await list(one);
            assert.equal(count(), 1);
            assert.ok(server.asked.every(({ headers }) => headers.authorization === "Bearer from-command"));
        });

        it("starts it anew when they have expired", async () => {
            const server = await started(serve(PODS));
            const past = print({ token: "t", expirationTimestamp: "2020-01-01T00:00:00Z" });
            const apis = await open(server, user(past));
            await list(apis);
            await list(apis);
            assert.equal(count(), 2);
        });

        it("starts it once more when the server does not accept them, not once for each request", async () => {
            let accepted = "token-2";
            const server = await started(
                serve((request, response) => {
                    const known = request.headers.authorization === `Bearer ${accepted}`;
                    (known ? PODS : status(401, "Unauthorized"))(request, response);
                }),
            );
            const numbered = `n=$(wc -l < ${starts}); n=$((n)); ${print({ token: "token-NUMBER" })} | sed "s/NUMBER/$n/"`;
            const apis = await open(server, user(numbered));
            const refused = await Promise.allSettled([list(apis), list(apis), list(apis)]);
            assert.ok(refused.every((result) => result.status === "rejected"));
            await Promise.all([list(apis), list(apis)]);
            assert.equal(count(), 2);
            accepted = "nobody";
        });

        it("says what is wrong with it, and never what it printed", async () => {
            const server = await started(serve(PODS));
            const fails = async (me: object) => failure(list(await open(server, me)));
            assert.deepEqual(
                (await fails(user("echo 'you are not logged in' >&2; exit 3"))).reason,
                `"${command}" ended with exit code 3: you are not logged in`,
            );
            const printed = await fails(user("echo 'password=hunter2'"));
            assert.match(printed.reason, /did not print an ExecCredential/);
            assert.doesNotMatch(printed.reason, /hunter2/);
            const missing = await fails(
                user("", { command: "no-such-command", installHint: "brew install it" }),
            );
            assert.deepEqual(missing, {
                reason: '"no-such-command", which the kubeconfig names, is not installed here: brew install it',
                answer: true,
            });
            assert.equal(server.asked.length, 0);
        });

        it("tells it of the cluster where the kubeconfig says so", async () => {
            const server = await started(serve(PODS));
            const info = join(folder, "info");
            const body = `printf %s "$KUBERNETES_EXEC_INFO" > ${info}; ${print({ token: "t" })}`;
            await list(await open(server, user(body, { provideClusterInfo: true })));
            const { kind, spec } = JSON.parse(readFileSync(info, "utf8"));
            assert.equal(kind, "ExecCredential");
            assert.equal(spec.interactive, false);
            assert.equal(spec.cluster.server, `http://127.0.0.1:${server.port}`);
        });
    });

    describe("through a proxy", () => {
        const before = { ...process.env };
        afterEach(() => {
            for (const name of [
                "HTTP_PROXY",
                "HTTPS_PROXY",
                "NO_PROXY",
                "http_proxy",
                "https_proxy",
                "no_proxy",
            ]) {
                if (before[name] === undefined) delete process.env[name];
                else process.env[name] = before[name];
            }
        });
        const only = (variables: Record<string, string>) => {
            for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"]) {
                delete process.env[name];
                delete process.env[name.toLowerCase()];
            }
            Object.assign(process.env, variables);
        };

        it("of the environment goes where the environment says, by CONNECT", async () => {
            const server = await started(serve(PODS));
            const proxy = await started(connectProxy(server.port));
            only({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}` });
            await list(await openApis(kubeconfig("http://kubernetes.example:6443")));
            assert.deepEqual(proxy.asked, ["kubernetes.example:6443"]);
            only({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: ".example" });
            await assert.rejects(list(await openApis(kubeconfig("http://kubernetes.example:6443"))));
            assert.equal(proxy.asked.length, 1, "not asked");
        });

        it("of the kubeconfig comes before that of the environment", async () => {
            const server = await started(serve(PODS));
            const proxy = await started(connectProxy(server.port));
            only({ HTTP_PROXY: "http://127.0.0.1:1", NO_PROXY: "*" });
            const text = kubeconfig(
                "http://kubernetes.example",
                {},
                { "proxy-url": `http://127.0.0.1:${proxy.port}` },
            );
            await list(await openApis(text));
            assert.deepEqual(proxy.asked, ["kubernetes.example:80"]);
        });

        it("is asked by CONNECT for TLS as well", async () => {
            const server = await started(serve(PODS));
            const proxy = await started(connectProxy(server.port));
            only({ HTTPS_PROXY: `127.0.0.1:${proxy.port}` });
            const apis = await openApis(kubeconfig("https://kubernetes.example"), 2);
            await assert.rejects(list(apis), "no TLS at its end");
            assert.deepEqual(proxy.asked, ["kubernetes.example:443"]);
        });

        it("that refuses is named", async () => {
            const proxy = await started(refusingProxy());
            only({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
            const apis = await openApis(kubeconfig("https://kubernetes.example"), 5);
            assert.deepEqual(await failure(list(apis)), {
                reason: "the proxy on the way to it answers 407 to CONNECT",
                answer: false,
            });
        });

        it("that never answers is silence", async () => {
            const silent = await started(silentProxy());
            only({ HTTPS_PROXY: `http://127.0.0.1:${silent.port}` });
            const apis = await openApis(kubeconfig("https://kubernetes.example"), 1);
            assert.match(
                (await failure(list(apis))).reason,
                /^(no answer to list pods .* within 1 s|the proxy on the way to it does not answer)$/,
            );
            await until(() => silent.open() === 0);
        });

        it("of another kind is refused in a sentence", async () => {
            only({ HTTPS_PROXY: "ftp://proxy" });
            await assert.rejects(
                openApis(kubeconfig("https://kubernetes.example")),
                /is none that is spoken here/,
            );
        });
    });

    it("needs a kubeconfig that leads somewhere, and never quotes it", async () => {
        const broken = "clusters:\n- name: a\n  token: [hunter2\nusers: x: y\n";
        await assert.rejects(openApis(broken), (error: Error) => {
            assert.match(error.message, /^the kubeconfig cannot be read: line \d+ is no YAML$/);
            return isAnswer(error);
        });
        await assert.rejects(openApis("apiVersion: v1\nkind: Config\n"), /names no cluster/);
        await assert.rejects(openApis("/nowhere/kubeconfig"), /cannot be read: there is no such file/);
    });
});
