import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const password = config.requireSecret("password");
const database = config.requireObject<{ host: string; login: string }>("database");
// A careless program: get() instead of getSecret(), in a longer text, and encoded.
const careless = config.require("password");

const secret = new kubernetes.core.v1.Secret("login", {
    metadata: { name: "login" },
    stringData: { url: pulumi.interpolate`mqtt://admin:${password}@${database.host}` },
});
const map = new kubernetes.core.v1.ConfigMap("careless", {
    data: {
        url: `mqtt://admin:${careless}@broker`,
        encoded: Buffer.from(`user:${careless}:x`).toString("base64"),
        host: database.host,
        login: database.login,
    },
});

pulumi.log.info(`the password is ${careless}`);
console.log(careless);
if (config.getBoolean("fail")) {
    throw new Error(`cannot log in with ${careless}`);
}

export const host = database.host;
export const login = database.login;
export const name = secret.metadata.name;
export const data = map.data;
