import * as assert from "node:assert/strict";
import { credentialsOf, leaks } from "../../../support/e2e/leaks";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const data = {
    bootstrap_api_key: base64("a-well-known-user:0123456789abcdef\nother:fedcba9876543210"),
    user: base64("admin"),
};
const kube = { list: async () => [{ metadata: { name: "keys" }, data }] } as any;
const found = (text: string, given = {}) => leaks(kube, "mqtt", given, { "the output": text });

describe("secrets that can be read", () => {
    it("names the secret and the place, and never tells the secret", async () => {
        const expected = ["keys.bootstrap_api_key is readable in the output"];
        assert.deepEqual(await found("... 0123456789abcdef ..."), expected);
        assert.deepEqual(await found(`... ${base64("fedcba9876543210")} ...`), expected);
        assert.deepEqual(await found(data.bootstrap_api_key), expected);
        assert.deepEqual(await found("tok3n-of-the-kubeconfig", { token: "tok3n-of-the-kubeconfig" }), [
            "token is readable in the output",
        ]);
    });

    it("names of users and keys are none", async () => {
        assert.deepEqual(await found("admin a-well-known-user other"), []);
    });

    it("knows what in a kubeconfig is secret, written as YAML or JSON", () => {
        const yaml = "users:\n- name: a\n  user:\n    client-key-data: S0VZ\n    token: t0ken\n";
        assert.deepEqual(Object.values(credentialsOf(yaml)), ["S0VZ", "t0ken"]);
        assert.deepEqual(Object.values(credentialsOf('{"users":[{"user":{"token":"t0ken"}}]}')), ["t0ken"]);
    });
});
