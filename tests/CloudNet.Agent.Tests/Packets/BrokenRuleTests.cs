using System.Collections.Concurrent;
using CloudNet.Agent.Tests.Plan;
using Xunit;

namespace CloudNet.Agent.Tests.Packets;

/// <summary><see cref="PacketCases"/> can fail: it does where any rule, or all elements of a map, are missing.</summary>
public sealed class BrokenRuleTests
{
    // A rule with these words => why no case asks for it.
    private static readonly Dictionary<string, string> Unasked = [];

    [Fact]
    public void Without_any_one_rule_the_table_disagrees()
    {
        var all = PacketScene.Hosts.SelectMany(host => Lines(host)).Distinct().ToArray();
        ConcurrentBag<string> unseen = [];
        Parallel.ForEach(all, line =>
        {
            string[] Without(int host, string[] texts) => [.. texts.Select(text => text.Replace($"{line}\n", "", StringComparison.Ordinal))];
            var (first, drained) = (new TracedScene(PacketScene.First, Without), new TracedScene(PacketScene.Drained, Without));
            if (PacketCases.All.All(one => PacketCaseAnswer.Disagrees(one, first, drained) is null)) unseen.Add(line.Trim());
        });
        Text.Equal("", string.Join('\n', unseen.Order(StringComparer.Ordinal)));
    }

    private static IEnumerable<string> Lines(int host)
    {
        var (_, own, served) = PacketScene.First.Planned(host);
        return own.Split('\n').Where(line => line.StartsWith("\t\t", StringComparison.Ordinal) && !line.StartsWith("\t\ttype ", StringComparison.Ordinal))
            .Concat(served.Split('\n').Where(line => line.StartsWith("add rule ", StringComparison.Ordinal) || line.StartsWith("add element ", StringComparison.Ordinal)));
    }
}
