/**
 * Regions of Alibaba Cloud. Source: aliyun/terraform-provider-alicloud, alicloud/connectivity/regions.go (ValidRegions) at
 * 33087025, read 2026-11-28, without those that only Object Storage has. A region that is not here may be newer.
 */
export const REGIONS: readonly string[] = [
    "cn-hangzhou",
    "cn-shanghai",
    "cn-beijing",
    "cn-shenzhen",
    "cn-qingdao",
    "cn-zhangjiakou",
    "cn-huhehaote",
    "cn-wulanchabu",
    "cn-heyuan",
    "cn-guangzhou",
    "cn-chengdu",
    "cn-nanjing",
    "cn-hongkong",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-south-1",
    "us-west-1",
    "us-east-1",
    "eu-central-1",
    "eu-west-1",
    "me-east-1",
    "me-central-1",
    "cn-hangzhou-finance",
    "cn-shanghai-finance-1",
    "cn-shenzhen-finance",
    "cn-shenzhen-finance-1",
    "cn-beijing-finance-1",
    "cn-north-2-gov-1",
];

/**
 * Letters of the zones of the regions whose list was read, and the last letter of any region. Source: Alibaba Cloud, ECI "Regions
 * and zones", copies of 2025-12 to 2026. A zone that is not here may be newer.
 */
const ZONE_LETTERS: Readonly<Record<string, string>> = {
    "cn-hangzhou": "befghijk",
    "cn-shanghai": "abcdefgklmn",
    "cn-qingdao": "bc",
    "cn-beijing": "cdefghijkl",
};
const LAST_LETTER = "n";

/** Whether a zone is one that is known, as far as the zones of its region are; of a region that is not, nothing is said. */
export function isKnownZone({ region, letter }: Zone): boolean {
    const letters = Object.hasOwn(ZONE_LETTERS, region) ? ZONE_LETTERS[region] : undefined;
    return letters === undefined ? letter <= LAST_LETTER : letters.includes(letter);
}

/** The letter stands behind a hyphen, or right behind a region's number: `cn-hangzhou-g`, `us-west-1a`. */
const PART = "(?:-(?:[a-z]+|\\d+))";
const ZONE = new RegExp(`^([a-z]+${PART}*?(?:-\\d+(?=[a-z]$)|-[a-z]+(?=-[a-z]$)))-?([a-z])$`);

interface Zone {
    readonly region: string;
    readonly letter: string;
}

/** Longer than any id of a zone, which bounds the time that its form is tried. */
export const LONGEST_ZONE = 64;

/** The parts of a zone's id; undefined for what is none. */
export function zoneParts(zone: string): Zone | undefined {
    if (zone.length > LONGEST_ZONE) return undefined;
    const [, region, letter] = ZONE.exec(zone) ?? [];
    return region === undefined || letter === undefined ? undefined : { region, letter };
}

/** `us-west-1a` of `us-west-1`, `cn-hangzhou-g` of `cn-hangzhou`. */
export function zoneOf({ region, letter }: Zone): string {
    return /\d$/.test(region) ? `${region}${letter}` : `${region}-${letter}`;
}

/** Position of a zone id's letter in the alphabet, or undefined when it has none: `cn-hangzhou-g` is 6. */
export function zoneLetter(zone: string): number | undefined {
    const letter = zoneParts(zone)?.letter;
    return letter === undefined ? undefined : letter.charCodeAt(0) - "a".charCodeAt(0);
}
