/** What a request asks of the API server, in the words of its access rules. */
export interface Call {
    readonly verb: string;
    /** As a role names it: `statefulsets`, `pods/log`; the path of what is no resource. */
    readonly resource: string;
    /** Empty for the core group and for what is no resource. */
    readonly group: string;
    /** Undefined for what is asked of the whole cluster. */
    readonly namespace?: string;
}

const COLLECTION_VERBS: Readonly<Record<string, string>> = { GET: "list", DELETE: "deletecollection" };
const VERBS: Readonly<Record<string, string>> = {
    GET: "get",
    POST: "create",
    PUT: "update",
    PATCH: "patch",
    DELETE: "delete",
};

/** Source: Kubernetes 1.34, apiserver/pkg/endpoints/request/requestinfo.go. */
export function callOf(method: string, url: string): Call {
    const { pathname } = new URL(url);
    const [root, ...path] = pathname.split("/").filter(Boolean);
    const group = root === "apis" ? (path.shift() ?? "") : "";
    const version = path.shift();
    const named = path[0] === "namespaces" && path.length > 2;
    const namespace = named ? path[1] : undefined;
    const [resource, name, subresource] = named ? path.slice(2) : path;
    if ((root !== "api" && root !== "apis") || version === undefined || resource === undefined)
        return { verb: method.toLowerCase(), resource: pathname, group: "" };
    const verbs = name === undefined ? { ...VERBS, ...COLLECTION_VERBS } : VERBS;
    return {
        verb: verbs[method] ?? method.toLowerCase(),
        resource: subresource === undefined ? resource : `${resource}/${subresource}`,
        group,
        ...(namespace === undefined ? {} : { namespace }),
    };
}

/** `list statefulsets.apps in namespace "emqx"`. */
export function callInWords({ verb, resource, group, namespace }: Call): string {
    const [first, ...rest] = resource.split("/");
    const what = resource.startsWith("/")
        ? resource
        : [group === "" ? first : `${first}.${group}`, ...rest].join("/");
    const where = namespace === undefined ? "" : ` in namespace "${namespace}"`;
    return `${verb} ${what}${where}`;
}
