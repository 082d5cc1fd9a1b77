import { strict as assert } from "node:assert";
import { proxyFor } from "../../../provider/kubernetes/proxy";

/** Cases of golang.org/x/net/http/httpproxy/proxy_test.go, in its words. */
const NO_PROXY =
    "foobar.com, .barbaz.net, *.quux.dev, 192.168.1.1, 192.168.1.2:81, 192.168.1.3:80, 10.0.0.0/30, 2001:db8::52:0:1, [2001:db8::52:0:2]:443, [2001:db8::52:0:3]:80, 2002:db8:a::45/64, example.org:8443";
const USED: readonly [host: string, proxied: boolean][] = [
    ["localhost", false],
    ["127.0.0.1", false],
    ["127.0.0.2", false],
    ["[::1]", false],
    ["[::2]", true],
    ["192.168.1.1", false],
    ["192.168.1.2", true],
    ["192.168.1.3", true],
    ["192.168.1.3:80", false],
    ["192.168.1.4", true],
    ["10.0.0.2", false],
    ["10.0.0.4", true],
    ["[2001:db8::52:0:1]", false],
    ["[2001:db8::52:0:2]", false],
    ["[2001:db8::52:0:3]", true],
    ["[2002:db8:a::123]", false],
    ["[fe80::424b:c8be:1643:a1b6]", true],
    ["barbaz.net", true],
    ["www.barbaz.net", false],
    ["foobar.com", false],
    ["www.foobar.com", false],
    ["foofoobar.com", true],
    ["baz.com", true],
    ["quux.dev", true],
    ["a.quux.dev", false],
    ["example.org", true],
    ["example.org:8443", false],
];

describe("the proxy on the way to the API server", () => {
    for (const [host, proxied] of USED) {
        it(`is ${proxied ? "" : "not "}used for ${host}`, () => {
            const found = proxyFor(`https://${host}`, { HTTPS_PROXY: "http://proxy:3128", NO_PROXY });
            assert.equal(found, proxied ? "http://proxy:3128" : undefined);
        });
    }

    it("is the scheme's own, by its upper-case name first, and needs no scheme itself", () => {
        const both = { HTTPS_PROXY: "secure:1", https_proxy: "lower:2", http_proxy: "http://plain:3" };
        assert.equal(proxyFor("https://a", both), "http://secure:1");
        assert.equal(proxyFor("http://a", both), "http://plain:3");
        assert.equal(proxyFor("https://a", { HTTPS_PROXY: "", https_proxy: "lower:2" }), "http://lower:2");
        assert.equal(proxyFor("https://a", { HTTPS_PROXY: "127.0.0.1:3128" }), "http://127.0.0.1:3128");
        assert.equal(proxyFor("https://a", { HTTPS_PROXY: "me:pass@proxy:80" }), "http://me:pass@proxy:80");
        assert.equal(proxyFor("https://a", {}), undefined);
    });

    it("is switched off by a star, and by nothing that is malformed", () => {
        assert.equal(proxyFor("https://a", { HTTPS_PROXY: "p:1", NO_PROXY: "x, *" }), undefined);
        for (const NO of [":1", ",,", "10.0.0.0/33", "a/b", "[::1"]) {
            assert.equal(
                proxyFor("https://10.0.0.1", { HTTPS_PROXY: "p:1", NO_PROXY: NO }),
                "http://p:1",
                NO,
            );
        }
        assert.equal(proxyFor("https://a.com", { HTTPS_PROXY: "p:1", NO_PROXY: "a.com/x" }), "http://p:1");
        assert.equal(proxyFor("https://a", { HTTPS_PROXY: "://" }), undefined);
    });

    it("knows names beyond ASCII by what DNS calls them", () => {
        const proxied = (entry: string) =>
            proxyFor("https://x.b\u00fccher.example", { HTTPS_PROXY: "p:1", NO_PROXY: entry });
        assert.equal(proxied("b\u00fccher.example"), undefined);
        assert.equal(proxied(".xn--bcher-kva.example"), undefined);
        assert.equal(proxied("b\u00fcche.example"), "http://p:1");
    });
});
