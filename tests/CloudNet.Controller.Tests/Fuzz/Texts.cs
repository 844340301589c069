namespace CloudNet.Controller.Tests.Fuzz;

/// <summary>Texts that go where the API takes text: some that fit somewhere, and some that have broken other programs.</summary>
internal static class Texts
{
    /// <summary>Ranges, subnets and addresses, sound and not.</summary>
    public static readonly string[] Addresses =
    [
        "10.100.0.0/16", "10.101.0.0/16", "10.102.0.0/15", "10.103.7.0/24", "10.104.0.0/30", "10.100.9.0/24", "10.100.11.0/24", "10.100.12.0/24",
        "10.0.0.0/8", "172.20.0.0/16", "fd00:7::/48",
        "fd00:8::/32", "2001:db8::/64", "10.100.1.7", "10.100.0.0", "fd00:7::1", "192.168.124.51", "0.0.0.0/0", "::/0", "127.0.0.0/8", "224.0.0.0/4",
        "169.254.0.0/16", "fe80::/10", "10.100.0.1/16",
        "10.100.0.0/33", "10.100.0.0/-1", "10.100.0.0/08", "010.100.0.0/16", "10.1/16", "1", "::ffff:10.0.0.0/104",
        "fe80::1%eth0", "255.255.255.255/32", "10.100.0.0/16/16", "/16", "10.100.0.0/", "10.100.255.0", "10.100.2.0",
    ];

    /// <summary>Names, sound and not.</summary>
    public static readonly string[] Names =
    [
        "blue", "green", "red", "a", "web-1", "v1", "v2", "vxlan", "routed", "viewer", "operator", "admin", "owner", "intruder", "victim", new('n', 63),
    ];

    /// <summary>What fits nowhere.</summary>
    public static readonly string[] Bad =
    [
        "", " ", "\t", "\0", "a\0b", "\uFEFF", "\u202Eevil", "ünï", "名前", "😀", "\uD800", "'", "' OR 1=1 --", "\"; DROP TABLE networks; --", "%", "%00", "_",
        "..",
        "../../etc/passwd", "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://127.0.0.1/a}", "-1", "NaN", "1e999", "9223372036854775808",
        "00000000-0000-0000-0000-000000000000", "01934b6e-7f2a-7c31-9d55-3f0c5e1a2b4c",
        "2026-11-24T14:00:00Z", "9999-12-31T23:59:59.9999999Z",
        "0001-01-01T00:00:00Z",
        "2026-02-30T00:00:00Z", new('x', 300), new('y', 5000), "Blue", "blue ", "-blue", "blue-", "null", "true", "[]", "{}",
    ];
}
