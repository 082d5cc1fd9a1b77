import * as assert from "node:assert/strict";
import { apiRefusal, type BootInput, boot, isOnLoopback, releaseOf } from "../../../emqx";

function begin(changes: Partial<BootInput> & { readonly variables?: Record<string, string> } = {}) {
    const { variables = {}, ...rest } = changes;
    const environment = Object.entries({ EMQX_NODE__COOKIE: "c", EMQX_NODE__DATA_DIR: "data", ...variables });
    return boot({
        release: releaseOf("6.3.0", "Enterprise"),
        text: "",
        files: new Map(),
        ...rest,
        environment: environment.map(([name, value]) => ({ name, value })),
    });
}

function running(changes: Parameters<typeof begin>[0] = {}) {
    const began = begin(changes);
    assert.ok(began.kind === "running", began.kind === "ended" ? began.says : "");
    return began.node;
}

function says(changes: Parameters<typeof begin>[0]): string | undefined {
    const began = begin(changes);
    return began.kind === "ended" ? began.says : undefined;
}

// bin/emqx, emqx_config.erl, emqx_security_profile.erl, emqx_machine_features.erl of release-63.
describe("the double of EMQX's boot, of what 6 does otherwise", () => {
    it("reads base.hocon below what pushes have left, and both below the text", () => {
        const base = "mqtt.max_inflight = 5";
        const kept = new Map([["mqtt", new Map([["max_inflight", 6]])]]);
        const read = (changes: Parameters<typeof begin>[0]) =>
            (running(changes).written.get("mqtt") as Map<string, unknown>).get("max_inflight");
        assert.equal(read({ base }), 5);
        assert.equal(read({ base, kept }), 6);
        assert.equal(read({ base, kept, text: "mqtt.max_inflight = 7" }), 7);
        const older = releaseOf("5.8.3", "Enterprise");
        assert.notEqual(read({ base, release: older }), 5);
    });

    it("the hardened profile puts listeners that name a port alone on loopback", () => {
        const text = 'listeners.tcp.default.bind = 1883\nlisteners.tcp.outside.bind = "0.0.0.0:1884"';
        const local = (variables: Record<string, string>) =>
            running({ text, variables })
                .listeners.filter((listener) => isOnLoopback(listener))
                .map(({ id }) => id);
        assert.deepEqual(local({}), []);
        assert.deepEqual(local({ EMQX_SECURITY_PROFILE: "hardened" }), [
            "ssl:default",
            "tcp:default",
            "ws:default",
            "wss:default",
        ]);
    });

    it("the hardened profile ends a start with a cookie that everybody knows", () => {
        const variables = { EMQX_NODE__COOKIE: "emqxsecretcookie" };
        assert.equal(says({ variables }), undefined);
        assert.match(
            says({ variables: { ...variables, EMQX_SECURITY_PROFILE: "hardened" } }) ?? "",
            /default cookie/,
        );
        assert.match(
            says({ variables: { EMQX_SECURITY_PROFILE: "strict" } }) ?? "",
            /Invalid security profile/,
        );
    });

    it("does not look at a profile or at parts before 6.3", () => {
        const release = releaseOf("6.2.2", "Enterprise");
        const variables = { EMQX_SECURITY_PROFILE: "hardened", EMQX_FEATURES: "no_such" };
        assert.equal(running({ release, variables }).profile, "legacy");
    });

    it("has no API where the dashboard is no part of it, or is on loopback", () => {
        const refusal = (variables: Record<string, string>, text = "") =>
            apiRefusal(running({ variables, text }));
        assert.equal(refusal({}), undefined);
        assert.match(refusal({ EMQX_FEATURES: "ESSENTIAL" }) ?? "", /dashboard/);
        assert.equal(refusal({ EMQX_FEATURES: "dashboard" }), undefined);
        const port = "dashboard.listeners.http.bind = 18083";
        assert.match(refusal({ EMQX_SECURITY_PROFILE: "hardened" }, port) ?? "", /loopback/);
        const open = 'dashboard.listeners.http.bind = "0.0.0.0:18083"';
        assert.equal(refusal({ EMQX_SECURITY_PROFILE: "hardened" }, open), undefined);
        assert.match(says({ variables: { EMQX_FEATURES: "no_such" } }) ?? "", /unknown_feature/);
    });
});
