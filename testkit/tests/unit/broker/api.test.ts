import * as assert from "node:assert/strict";
import type { BrokerNode } from "../../../broker";
import { readHocon, valueAt } from "../../../emqx";
import { RawClient } from "./rawClient";
import { BASIC, call, type World, world } from "./world";

describe("the API of the broker double", () => {
    let here: World;
    let node: BrokerNode;

    const begin = async (options: Parameters<typeof world>[0] = {}) => {
        here = world(options);
        node = await here.node("core");
    };

    afterEach(() => here.close());

    const basic = (key: string, secret: string) =>
        `Basic ${Buffer.from(`${key}:${secret}`).toString("base64")}`;
    const login = (username: string, password: string) =>
        call(node, "POST", "/api/v5/login", { body: { username, password }, authorization: "" });
    const bearer = async () => `Bearer ${(await login("admin", "public")).body.token}`;

    it("wants a key that there is, with its secret", async () => {
        await begin();
        assert.equal((await call(node, "GET", "/api/v5/nodes")).status, 200);
        for (const authorization of [basic("operator", "wrong"), basic("nobody", "wrong")]) {
            const refused = await call(node, "GET", "/api/v5/nodes", { authorization });
            assert.deepEqual(
                [refused.status, refused.body],
                [401, { code: "BAD_API_KEY_OR_SECRET", message: "Check api_key/api_secret" }],
            );
        }
        const none = await call(node, "GET", "/api/v5/nodes", { authorization: "" });
        const message = "Support authorization: basic/bearer ";
        assert.deepEqual([none.status, none.body], [401, { code: "AUTHORIZATION_HEADER_ERROR", message }]);
        const token = await call(node, "GET", "/api/v5/nodes", { authorization: "Bearer made-up" });
        assert.deepEqual([token.status, token.body.code], [401, "BAD_TOKEN"]);
    });

    it("answers whether it is there without one", async () => {
        await begin();
        const status = await call(node, "GET", "/status", { authorization: "" });
        assert.deepEqual(
            [status.status, status.text],
            [200, "Node emqx@core.example is started\nemqx is running"],
        );
        const json = await call(node, "GET", "/status?format=json", { authorization: "" });
        assert.equal(json.body.app_status, "running");
        const check = await call(node, "GET", "/api/v5/load_rebalance/availability_check", {
            authorization: "",
        });
        assert.equal(check.status, 200);
    });

    it("wants a key for what Prometheus asks from 6.3 on, unless the configuration says otherwise", async () => {
        const status = async (version: string, config = "", authorization = "") => {
            await begin({ version, config });
            const answer = await call(node, "GET", "/api/v5/prometheus/stats", { authorization });
            await here.close();
            return answer.status;
        };
        const [open, closed] = [true, false].map((is) => `prometheus.enable_basic_auth = ${!is}`);
        assert.deepEqual(
            [await status("6.2.2"), await status("6.3.0"), await status("6.3.0", "", BASIC)],
            [200, 401, 200],
        );
        assert.deepEqual([await status("6.2.2", closed), await status("6.3.0", open)], [401, 200]);
    });

    it("knows keys as the file says, up to the first line that is wrong", async () => {
        const bootstrapKeys = ["first:one", "  ", "reader:two:viewer", "odd:se:cret", "last:three"].join(
            "\n",
        );
        await begin({ bootstrapKeys });
        const get = async (key: string, secret: string) =>
            (await call(node, "GET", "/api/v5/nodes", { authorization: basic(key, secret) })).status;
        assert.deepEqual(
            [
                await get("first", "one"),
                await get("reader", "two"),
                await get("odd", "se:cret"),
                await get("last", "three"),
            ],
            [200, 200, 401, 401],
        );
        const path = `/api/v5/load_rebalance/${node.name}/evacuation/start`;
        const forbidden = await call(node, "POST", path, { body: {}, authorization: basic("reader", "two") });
        assert.deepEqual([forbidden.status, forbidden.body.code], [403, "UNAUTHORIZED_ROLE"]);
    });

    it("lets a dashboard user in, and the keys to users and keys alone stay theirs", async () => {
        await begin();
        for (const [method, path, what] of [
            ["GET", "/api/v5/users", "users"],
            ["GET", "/api/v5/api_key", "api_key"],
            ["POST", "/api/v5/api_key", "api_key"],
            ["POST", "/api/v5/logout", "logout"],
        ] as const) {
            const refused = await call(node, method, path, { authorization: BASIC });
            assert.equal(refused.status, 401, path);
            assert.deepEqual(refused.body, {
                code: "API_KEY_NOT_ALLOW",
                message: `Please use bearer Token instead, using API key/secret in ${what} path is not permitted`,
            });
        }
        assert.deepEqual((({ status, body }) => [status, body])(await login("admin", "wrong")), [
            401,
            { code: "BAD_USERNAME_OR_PWD", message: "Auth failed" },
        ]);
        assert.equal((await login("admin", "public")).body.version, "5.8.8");
        const users = await call(node, "GET", "/api/v5/users", { authorization: await bearer() });
        assert.deepEqual(users.body, [
            { username: "admin", role: "administrator", description: "", backend: "local" },
        ]);
    });

    it("makes, changes and deletes keys for a dashboard user, and tells a secret once", async () => {
        await begin();
        const other = await here.node("other");
        const authorization = await bearer();
        const body = { name: "ours", desc: "", enable: true };
        const { body: made } = await call(node, "POST", "/api/v5/api_key", { authorization, body });
        // All nodes share them.
        const get = async () =>
            (
                await call(other, "GET", "/api/v5/nodes", {
                    authorization: basic(made.api_key, made.api_secret),
                })
            ).status;
        assert.equal(await get(), 200);
        const again = await call(node, "POST", "/api/v5/api_key", { authorization, body });
        assert.deepEqual([again.status, again.body.message], [400, "name_already_exists"]);
        const shown = await call(other, "GET", "/api/v5/api_key/ours", { authorization });
        assert.equal("api_secret" in shown.body, false);
        await call(node, "PUT", "/api/v5/api_key/ours", { authorization, body: { enable: false } });
        assert.equal(await get(), 401);
        assert.equal((await call(node, "DELETE", "/api/v5/api_key/ours", { authorization })).status, 204);
        const gone = await call(node, "GET", "/api/v5/api_key/ours", { authorization });
        assert.deepEqual([gone.status, gone.body.code], [404, "NOT_FOUND"]);
    });

    it("changes a password where the old one is known, and ends what was logged in", async () => {
        await begin({ version: "6.2.2" });
        const path = "/api/v5/users/admin/change_pwd";
        const withKey = await call(node, "POST", path, {
            body: { old_pwd: "public", new_pwd: "new-pass-1" },
        });
        assert.equal(withKey.body.code, "API_KEY_NOT_ALLOW");
        const authorization = await bearer();
        const change = async (old_pwd: string, new_pwd: string) =>
            (await call(node, "POST", path, { authorization, body: { old_pwd, new_pwd } })).body?.code;
        assert.equal(await change("wrong", "new-pass-1"), "ERROR_PWD_NOT_MATCH");
        assert.equal(await change("public", "short1"), "BAD_REQUEST");
        assert.equal(await change("public", "onlyletters"), "BAD_REQUEST");
        assert.equal(await change("public", "new-pass-1"), undefined);
        assert.equal((await call(node, "GET", "/api/v5/users", { authorization })).body.code, "BAD_TOKEN");
        assert.equal((await login("admin", "public")).status, 401);
        assert.equal((await login("admin", "new-pass-1")).status, 200);
    });

    it("lets an API key change a password in 5.8", async () => {
        await begin();
        const body = { old_pwd: "public", new_pwd: "new-pass-1" };
        assert.equal((await call(node, "POST", "/api/v5/users/admin/change_pwd", { body })).status, 204);
    });

    it("locks a user out after five wrong passwords, from 5.10 on", async () => {
        await begin({ version: "5.10.4" });
        for (let i = 0; i < 5; i++)
            assert.equal((await login("admin", "wrong")).body.code, "BAD_USERNAME_OR_PWD");
        assert.equal((await login("admin", "public")).body.code, "LOGIN_LOCKED");
    });

    it("shows nodes as the operators read them: cores that ended stay, replicants do not", async () => {
        await begin({ version: "5.8.6" });
        const replicant = await here.node("10.0.0.7", "replicant");
        const core = await here.node("core-1");
        const client = new RawClient(replicant.mqttPort).hello("c", {
            properties: { sessionExpiryInterval: 60 },
        });
        await here.clock.until("connected", 5, () => client.last("connack") !== undefined);
        client.close();
        await here.clock.until("away", 5, () => replicant.agent.connectionCount() === 0);
        const list = async () =>
            (await call(node, "GET", "/api/v5/nodes")).body.map((each: any) => [
                each.node,
                each.role,
                each.node_status,
                each.version,
                each.edition,
                each.connections,
                each.live_connections,
            ]);
        const running = ["running", "5.8.6", "Enterprise"];
        assert.deepEqual(await list(), [
            ["emqx@core.example", "core", ...running, 0, 0],
            ["emqx@10.0.0.7.example", "replicant", ...running, 1, 0],
            ["emqx@core-1.example", "core", ...running, 0, 0],
        ]);
        await Promise.all([replicant.stop(), core.cut()]);
        const absent = [undefined, undefined, undefined, undefined];
        assert.deepEqual(await list(), [
            ["emqx@core.example", "core", ...running, 0, 0],
            ["emqx@core-1.example", "core", "stopped", ...absent],
        ]);
        const gone = await call(node, "GET", `/api/v5/nodes/${core.name}`);
        assert.deepEqual(
            [gone.status, gone.body],
            [404, { code: "NOT_FOUND", message: `Node not found: ${core.name}` }],
        );
        await core.start();
        assert.equal((await call(core, "GET", `/api/v5/nodes/${core.name}`)).body.node_status, "running");
    });

    it("takes a core that ended off its list when it is to leave, and neither itself nor one that it does not have", async () => {
        await begin({ version: "6.3.0" });
        const core = await here.node("core-1");
        const leave = (name: string) => call(node, "DELETE", `/api/v5/cluster/${name}/force_leave`);
        const known = async () =>
            (await call(node, "GET", "/api/v5/nodes")).body.map((each: any) => each.node);
        await core.cut();
        assert.deepEqual(await known(), [node.name, core.name]);
        assert.equal((await leave(core.name)).status, 204);
        assert.deepEqual(await known(), [node.name]);
        for (const name of [core.name, node.name]) {
            const refused = await leave(name);
            assert.deepEqual([refused.status, refused.body.code], [400, "BAD_REQUEST"]);
        }
    });

    it("shows clients, page by page, and throws one out", async () => {
        await begin();
        const clients = ["a", "b", "c"].map((id) => new RawClient(node.mqttPort).hello(id));
        here.closing.push(() => clients.map((client) => client.close()));
        await here.clock.until("connected", 5, () => node.agent.connectionCount() === 3);
        const page = await call(node, "GET", "/api/v5/clients?limit=2&page=2");
        assert.deepEqual(page.body.meta, { page: 2, limit: 2, count: 3, hasnext: false });
        assert.deepEqual(
            page.body.data.map((client: any) => [
                client.clientid,
                client.connected,
                client.proto_ver,
                client.node,
            ]),
            [["c", true, 5, node.name]],
        );
        assert.equal((await call(node, "GET", "/api/v5/clients?limit=0")).body.code, "INVALID_PARAMETER");
        assert.equal((await call(node, "DELETE", "/api/v5/clients/b")).status, 204);
        await here.clock.until("b is told", 5, () => clients[1]?.last("disconnect") !== undefined);
        assert.equal(clients[1]?.last("disconnect").reasonCode, 0x98);
        const gone = await call(node, "GET", "/api/v5/clients/b");
        assert.deepEqual([gone.status, gone.body.code], [404, "CLIENTID_NOT_FOUND"]);
    });

    it("takes a configuration that is one, and gives it back", async () => {
        await begin({ config: "listeners.tcp.default.bind = 1883" });
        const put = (body: string, query = "mode=merge&ignore_readonly=true") =>
            call(node, "PUT", `/api/v5/configs?${query}`, {
                body,
                headers: { "content-type": "text/plain" },
            });
        assert.deepEqual(
            await put("mqtt { max_packet_size = 2MB }").then(({ status, text }) => [status, text]),
            [200, ""],
        );
        const broken = await put("mqtt { max_packet_size = ");
        assert.equal(broken.status, 400);
        assert.equal(typeof broken.body.errors, "string");
        const readOnly = await put("node.cookie = x\nrpc.mode = async", "mode=merge");
        assert.deepEqual(
            [readOnly.status, readOnly.body.errors],
            [400, "Cannot update read-only key 'rpc,node'."],
        );
        assert.equal((await put("a = 1", "mode=sideways")).status, 400);
        const text = await call(node, "GET", "/api/v5/configs", { headers: { accept: "text/plain" } });
        const config = readHocon(text.text, "binary");
        assert.equal(valueAt(config, ["listeners", "tcp", "default", "bind"]), 1883);
        assert.equal(valueAt(config, ["mqtt", "max_packet_size"]), "2MB");
        assert.deepEqual(here.cluster.pushes, ["mqtt { max_packet_size = 2MB }"]);
    });

    it("has no load rebalance in the open edition, as long as there were two", async () => {
        const status = async () => {
            const path = "/api/v5/load_rebalance/global_status";
            return (await call(node, "GET", path)).status;
        };
        await begin({ version: "5.8.8", edition: "Opensource" });
        assert.equal(await status(), 404);
        await here.close();
        await begin({ version: "5.9.0", edition: "Opensource" });
        assert.equal(await status(), 200);
        assert.equal((await call(node, "GET", "/api/v5/nodes")).body[0].edition, "Enterprise");
    });

    it("does not answer what it does not know, nor what ended", async () => {
        await begin();
        assert.deepEqual((await call(node, "GET", "/api/v5/rules")).body, {
            code: "NOT_FOUND",
            message: "Request Path Not Found",
        });
        assert.equal((await call(node, "POST", "/api/v5/nodes", { body: {} })).status, 405);
        assert.equal(
            (await call(node, "POST", "/api/v5/login", { body: "{", authorization: "" })).status,
            400,
        );
        const port = node.apiPort;
        await node.cut();
        await assert.rejects(fetch(`http://127.0.0.1:${port}/status`));
        assert.throws(() => node.apiPort, /does not run/);
    });
});
