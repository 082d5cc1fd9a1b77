// Preloaded with `node --require`: appends every connection and name look-up of the process to a file.
const { appendFileSync } = require("node:fs");
const dns = require("node:dns");
const dgram = require("node:dgram");
const net = require("node:net");

const log = (line) => appendFileSync(process.env.CONNECTIONS_LOG, `${line}\n`);

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
    // Node hands over a normalized array of arguments when it calls itself.
    const [first, second] = Array.isArray(args[0]) ? args[0] : args;
    const target = typeof first === "object" ? first : { port: first, host: second };
    log(`connect ${target.path ?? target.host ?? "localhost"}`);
    return connect.apply(this, args);
};
for (const api of [dns, dns.promises]) {
    const lookup = api.lookup;
    api.lookup = function (name, ...rest) {
        // gRPC passes addresses through here as well; those need no name server.
        if (!net.isIP(name)) {
            log(`lookup ${name}`);
        }
        return lookup.call(this, name, ...rest);
    };
}
const send = dgram.Socket.prototype.send;
dgram.Socket.prototype.send = function (...args) {
    log("datagram");
    return send.apply(this, args);
};
