import assert from "node:assert/strict";
import type {
    SecretContent,
    Surroundings,
} from "../../../../../provider/emqx/gate/meant/clusterSurroundings";
import {
    checkListenerFiles,
    checkSecretFiles,
    checkWantedSecrets,
} from "../../../../../provider/emqx/gate/meant/listenerFiles";
import { resolveListeners } from "../../../../../provider/emqx/listeners/listeners";
import { ListenerProtocol, type ListenersArgs } from "../../../../../provider/emqx/listeners/listenersArgs";
import { runningListeners } from "../../../../../provider/emqx/listeners/running";
import { wantedListeners } from "../../../../../provider/emqx/listeners/wanted";
import { secretFilesIn } from "../../../../../provider/emqx/secrets/mounts";
import { Problems } from "../../../../../provider/validation/problems";

const ssl = { tlsSecretName: "tls" };
const KEYS = ["tls.crt", "tls.key"];
const mounted = { "/mounted/tls/ssl": "tls" };

function around(pods: Record<string, string>[] | undefined, secrets: Record<string, SecretContent> = {}) {
    return {
        instance: "emqx",
        ...(pods && {
            pods: pods.map((directories, i) => ({
                name: `emqx-core-${i}`,
                secrets: new Map(Object.entries(directories)),
            })),
        }),
        secrets: new Map(Object.entries(secrets)),
    } satisfies Surroundings;
}

function change(args: ListenersArgs, seen: Surroundings, text = "listeners.ssl.default.enable = false") {
    const problems = new Problems();
    const running = runningListeners(text, new Map());
    const wanted = wantedListeners(resolveListeners(args));
    const warnings = checkListenerFiles(problems.at("listeners"), running, wanted, seen);
    return { problems: problems.all.map(({ path, reason }) => `${path} ${reason}`), warnings };
}

describe("files that a changed configuration names", () => {
    it("are refused where no running pod has them, and come in two updates", () => {
        const seen = around([{}, {}]);
        const { problems } = change({ tcp: {}, ssl }, seen);
        assert.match(
            problems.join(),
            /^listeners\.ssl\.enabled is true, but no running pod mounts its Secret yet, and EMQX refuses a pushed configuration for one file.*Write enabled: false first, with the same tlsSecretName/,
        );
        assert.deepEqual(change({ tcp: {}, ssl: { ...ssl, enabled: false } }, seen).problems, []);
        assert.deepEqual(change({ tcp: {}, ssl }, around([mounted, mounted], { tls: KEYS })).problems, []);
    });

    it("are refused as long as one pod of before is there that does not have them", () => {
        assert.match(
            change({ tcp: {}, ssl }, around([mounted, {}, mounted], { tls: KEYS })).problems.join(),
            /1 of 3 running pods \(emqx-core-1\) do not mount its Secret yet/,
        );
    });

    it("are those of a listener by name, too", () => {
        const fleet = { protocol: ListenerProtocol.Wss, bind: 8443, ...ssl };
        assert.match(
            change({ tcp: {}, more: { fleet } }, around([{}])).problems.join(),
            /^listeners\.more\.fleet\.enabled is true/,
        );
        assert.deepEqual(
            change({ tcp: {}, more: { fleet } }, around([{ "/mounted/tls/fleet": "tls" }], { tls: KEYS }))
                .problems,
            [],
        );
    });

    it("need authorities in the mounted Secret before clients are verified", () => {
        const verified = { ssl: { ...ssl, verifyClient: true } };
        assert.match(
            change(verified, around([mounted], { tls: KEYS })).problems.join(),
            /^listeners\.ssl\.verifyClient is true, but Secret "tls", which the running pods mount, has no ca\.crt/,
        );
        assert.deepEqual(change(verified, around([mounted], { tls: [...KEYS, "ca.crt"] })).problems, []);
        // The running pods have the old Secret as long as they run, whatever the new ones will have.
        const two = around([mounted, { "/mounted/tls/ssl": "old" }], {
            tls: [...KEYS, "ca.crt"],
            old: KEYS,
        });
        assert.match(change(verified, two).problems.join(), /Secret "old", which the running pods mount/);
    });

    it("are refused where the Secret is of another kind", () => {
        assert.match(
            change({ ssl }, around([mounted], { tls: ["cert.pem", "tls.key"] })).problems.join(),
            /^listeners\.ssl\.tlsSecretName leads to Secret "tls".*has no tls\.crt;/,
        );
    });

    it("that nobody may see are told and not refused", () => {
        assert.match(change({ ssl }, around(undefined)).warnings.join(), /may not see the pods of EMQX/);
        const hidden = around([mounted], { tls: "hidden" });
        assert.deepEqual(change({ ssl }, hidden).problems, []);
        assert.match(change({ ssl }, hidden).warnings.join(), /may not read Secret "tls"/);
        // Not at every update of what runs already.
        assert.deepEqual(change({ ssl }, hidden, "listeners.ssl.default.enable = true").warnings, []);
    });
});

describe("Secrets that new pods are to mount", () => {
    const check = (args: ListenersArgs, content: SecretContent, isCreation: boolean) => {
        const problems = new Problems();
        const warnings = checkWantedSecrets(
            problems.at("listeners"),
            wantedListeners(resolveListeners(args)),
            new Map([["ssl", "tls"]]),
            new Map([["tls", content]]),
            isCreation,
        );
        return { problems: problems.all.map(({ path, reason }) => `${path} ${reason}`), warnings };
    };

    it("are waited for by a new cluster, and refused on a running one", () => {
        assert.deepEqual(check({ ssl }, "absent", true), {
            problems: [],
            warnings: ['There is no Secret "tls" yet: pods wait for it until it is there.'],
        });
        assert.match(
            check({ ssl: { ...ssl, enabled: false }, tcp: {} }, "absent", false).problems.join(),
            /^listeners\.ssl\.tlsSecretName is "tls", and there is no such Secret in EMQX's namespace/,
        );
    });

    it("have what the configuration names", () => {
        const verified = { ssl: { ...ssl, verifyClient: true } };
        assert.match(
            check(verified, KEYS, true).problems.join(),
            /^listeners\.ssl\.verifyClient .* has no ca\.crt/,
        );
        assert.deepEqual(check(verified, [...KEYS, "ca.crt"], false).problems, []);
        assert.match(check(verified, "hidden", false).warnings.join(), /may not read Secret "tls"/);
    });
});

describe("secret files that the configuration names", () => {
    const check = (seen: Surroundings) => {
        const problems = new Problems();
        checkSecretFiles(problems, ["token"], seen);
        return problems.all.map(({ path, reason }) => `${path} ${reason}`);
    };
    const files = { "/mounted/secrets": "emqx-secret-files" };

    it("are named as secrets and as paths", () => {
        const text =
            'a.password = "file:///mounted/secrets/pw"\na.ssl.cacertfile = "/mounted/secrets/ca.crt"';
        assert.deepEqual(secretFilesIn(text), ["pw", "ca.crt"]);
    });

    it("come in two updates: the file, then the configuration", () => {
        assert.match(
            check(around([{}])).join(),
            /^config names \/mounted\/secrets\/token, which no running pod mounts yet.*first secretFiles with "token"/,
        );
        assert.match(
            check(around([files], { "emqx-secret-files": ["other"] })).join(),
            /which the running pods do not have yet/,
        );
        assert.deepEqual(check(around([files], { "emqx-secret-files": ["other", "token"] })), []);
        assert.deepEqual(check(around([files], { "emqx-secret-files": "hidden" })), []);
    });
});
