import type { Rule } from "./rules";

const HOST = "[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?";
const PART = "[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*";
const TAG = ":[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
const DIGEST = "@[a-z0-9]+:[A-Fa-f0-9]{32,}";
/** Longer than a name with a tag and a digest can be; it keeps the time bounded that the forms are tried. */
const LONGEST = 512;
const IMAGE = new RegExp(`^(${HOST}/)?${PART}(/${PART})*(${TAG})?(${DIGEST})?$`);
const REGISTRY = new RegExp(`^${HOST}(/${PART})*/*$`);

/** A reference that a container runtime can pull. Source: distribution/reference, grammar of a reference. */
export const imageReference: Rule = (value) => {
    if (typeof value !== "string" || value.trim() === "") return "write a non-empty text, or leave it out";
    if (/^https?:\/\//.test(value)) return "write it without https:// in front";
    if (/^v?\d+(\.\d+)+$/.test(value))
        return 'write an image, e.g. "registry.example/mqtt/emqx:5.7.2"; a version alone is the input version';
    return value.length <= LONGEST && IMAGE.test(value)
        ? undefined
        : 'write an image with its tag, e.g. "registry.example/mqtt/emqx:5.7.2"';
};

/** A registry with namespaces, to which the image's name is added. */
export const registryPrefix: Rule = (value) => {
    if (typeof value !== "string" || value.trim() === "") return "write a non-empty text, or leave it out";
    if (/^https?:\/\//.test(value)) return "write it without https:// in front";
    return value.length <= LONGEST && REGISTRY.test(value)
        ? undefined
        : 'write a registry and its namespace, without an image or tag, e.g. "registry-vpc.cn-hangzhou.aliyuncs.com/mqtt"';
};
