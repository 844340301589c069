using System.Collections.Concurrent;
using CloudNet.Agent.Tests.Plan;
using Xunit;

namespace CloudNet.Agent.Tests.Packets;

/// <summary><see cref="PacketCases"/> can fail: it does where a rule of any kind, or the elements of any map, are missing or wrong.</summary>
public sealed class BrokenRuleTests
{
    // Words of a rule => why no case asks for it.
    private static readonly Dictionary<string, string> Unasked = new()
    {
        ["meta l4proto sctp"] = "what is behind services here does not speak SCTP",
        ["redirect drop"] = "the host tells that by itself (ServiceTrafficTests)",
        ["refused meta l4proto tcp reject with tcp reset"] = "a caller is told the same by the rule after it, but for what is on the way",
        ["iifname . oifname {"] = "it saves the way by the rules after it",
        ["127.0.0.0/8 drop"] = "no workload calls from there or to there by itself (PortMappingTests)",
        ["iifname \"cn-br9\" meta l4proto !="] = "no workload calls under addresses of no network (HiddenTests)",
        ["oifname \"cn-br9\" meta l4proto !="] = "no workload is called under addresses of no network (HiddenTests)",
        ["th sport 53 accept"] = "what a host answers there is not judged on its way out, but by real packets it is",
        ["nd-router-solicit"] = "no packet here looks for a neighbour (PolicyTrafficTests)",
        ["mld-listener-report"] = "no packet here looks for a group (PolicyTrafficTests)",
        ["fe80::/10"] = "no packet here is of one link alone (PolicyTrafficTests)",
        ["ether type arp"] = "no packet here is of ARP (PolicyTrafficTests)",
        ["\"dry run of policy "] = "it decides nothing",
        ["8021q"] = "no frame here is tagged (PolicyTrafficTests)",
    };

    [Fact]
    public void Without_a_rule_of_any_kind_the_table_disagrees()
    {
        var all = PacketScene.Hosts.SelectMany(Lines).Distinct().ToArray();
        ConcurrentBag<string> seen = [];
        Parallel.ForEach(all, line =>
        {
            if (Disagreeing((_, text) => text.Replace($"{line}\n", "", StringComparison.Ordinal)).Any()) seen.Add(line);
        });
        var kinds = seen.Select(RuleKind.Of).ToHashSet();
        bool IsUnasked(string line) => Unasked.Keys.Any(words => line.Contains(words, StringComparison.Ordinal));
        Text.Equal("", string.Join('\n', all.Where(line => !kinds.Contains(RuleKind.Of(line)) && !IsUnasked(line)).Order(StringComparer.Ordinal)));
        Assert.DoesNotContain(Unasked.Keys, words => !all.Any(line => line.Contains(words, StringComparison.Ordinal))
            || seen.Any(line => line.Contains(words, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1, "ip-backends-1 { 10.100.0.17 . tcp . 80 : 10.100.2.2 . 8080", "ip-backends-1 { 10.100.0.17 . tcp . 80 : 10.100.2.2 . 80", "a service, by a container beside a backend")]
    [InlineData(1, "mod 2 vmap { 0 : goto ip-at-0, 1 : goto ip-at-1 }", "mod 2 vmap { 0 : goto ip-at-0, 1 : goto ip-at-0 }", "a service, by a container beside a backend")]
    [InlineData(1, "ip saddr . ip daddr @ip-hairpin masquerade", "ip saddr . ip daddr != @ip-hairpin masquerade", "a service, by a backend of it")]
    [InlineData(3, "snat ip to 10.100.3.1", "snat ip to 10.100.1.1", "a service, from outside by a host without one")]
    [InlineData(1, "forward ip daddr 10.100.0.0/24 goto refused", "forward ip daddr 10.100.0.0/25 jump refused", "a port that a service has not, by a container", false)]
    [InlineData(1, "forward ip daddr 10.100.0.0/24 goto refused", "forward ip daddr 10.100.0.0/28 goto refused", "a port that a service has not, by a container")]
    [InlineData(1, "reject with tcp reset", "drop", "a service without a backend, by IPv6")]
    [InlineData(3, "10.100.0.20 . tcp . 80 : drop", "10.100.0.20 . tcp . 80 : accept", "a service of each host's own, where one has none")]
    [InlineData(3, "ip daddr . th dport }", "ip saddr . th dport }", "a service that remembers its clients")]
    [InlineData(1, "dnat ip to tcp dport map { 8000 : 10.100.1.2 . 8080", "dnat ip to tcp dport map { 8000 : 10.100.1.3 . 8080", "a port of the host, from outside")]
    [InlineData(1, "ct status dnat ct original ip daddr != 10.100.0.0/24 accept", "ct status dnat accept", "a service, by a network that is not peered")]
    [InlineData(1, "type nat hook prerouting priority dstnat; policy accept;", "type nat hook prerouting priority dstnat; policy drop;", "out of the network")]
    [InlineData(1, "ip daddr != 10.200.0.0/16 ip daddr != 224.0.0.0/4 masquerade", "ip daddr != 224.0.0.0/4 masquerade", "a peered network on another host")]
    [InlineData(1, "{ 22, 8080-8083 } counter", "{ 22, 8080-8082 } counter", "a port of a range that is let in")]
    [InlineData(1, "{ 22, 8080-8083 } counter", "{ 22, 8079-8084 } counter", "a port after a range that is let in")]
    [InlineData(1, " comment \"dry run of policy trial", " drop comment \"dry run of policy trial", "who may call by a label, across hosts")]
    [InlineData(1, " comment \"dry run of policy proposal", " return comment \"dry run of policy proposal", "who may not by default, across hosts")]
    [InlineData(1, "\"cn-br10\" : jump ingress-10", "\"cn-br8\" : jump ingress-10", "who may not by default, on one bridge")]
    [InlineData(2, "\"cn-br10\" : jump egress-10", "\"cn-br10\" : jump egress-5", "who may not call out, by IPv6")]
    [InlineData(1, "oifname vmap @ingress-of", "iifname vmap @ingress-of", "who may not by default, across hosts")]
    [InlineData(1, "ct state established,related accept", "ct state related accept", "who may call by a label, on one bridge")]
    [InlineData(2, "iifname . ip saddr @ip-own", "iifname . ip saddr != @ip-own", "as another on its bridge")]
    [InlineData(3, "\"cn-c0ffee00000b\" . 10.100.3.3", "\"cn-c0ffee00000b\" . 10.100.3.2", "as another on its bridge, where little is refused")]
    [InlineData(1, "priority -300", "priority -200", "who may call by a label, on one bridge", false)]
    public void Where_something_is_wrong_a_case_disagrees(int host, string right, string wrong, string about, bool isWrong = true)
    {
        var texts = PacketScene.First.Planned(host);
        Assert.Contains(right, texts.Own + texts.Served + texts.Policed, StringComparison.Ordinal);
        var disagreeing = Disagreeing((at, text) => at == host ? text.Replace(right, wrong, StringComparison.Ordinal) : text);
        Assert.Equal(isWrong, disagreeing.Any(one => one.Name == about));
    }

    private static IEnumerable<PacketCase> Disagreeing(Func<int, string, string> change)
    {
        string[] Changed(int host, string[] texts) => [.. texts.Select(text => change(host, text))];
        var (first, drained) = (new TracedScene(PacketScene.First, Changed), new TracedScene(PacketScene.Drained, Changed));
        return PacketCases.All.Where(one => PacketCaseAnswer.Disagrees(one, first, drained) is not null);
    }

    private static IEnumerable<string> Lines(int host)
    {
        var (_, own, served, policed) = PacketScene.First.Planned(host);
        return own.Split('\n').Where(line => line.StartsWith("\t\t", StringComparison.Ordinal) && !line.StartsWith("\t\ttype ", StringComparison.Ordinal))
            .Concat($"{served}{policed}".Split('\n').Where(line =>
                line.StartsWith("add rule ", StringComparison.Ordinal) || line.StartsWith("add element ", StringComparison.Ordinal)));
    }
}
