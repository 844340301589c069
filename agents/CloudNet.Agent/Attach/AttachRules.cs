using System.Collections.Immutable;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Labels;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Attach;

/// <summary>What an attachment may be called. Pure; finds everything that is wrong at once.</summary>
internal static class AttachRules
{
    /// <summary>All that is wrong with a request by itself; empty where it is well formed.</summary>
    public static ImmutableArray<string> Problems(AttachAsk ask, string name)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        if (!WorkloadName.IsRight(name)) problems.Add($"The name '{name}' must be {WorkloadName.Form}. Give another with --name.");
        if (ask.Interface is { } link && AttachmentRules.WhyNotInterface(link) is { } why) problems.Add($"The {why}. Give another with --ifname.");
        foreach (var family in ask.Addresses.GroupBy(address => address.AddressFamily).Where(family => family.Count() > 1))
            problems.Add($"The addresses {string.Join(" and ", family)} are of one family. A workload has one address of each in a network; give one --address.");
        problems.AddRange(LabelProblems(ask.Labels));
        return problems.ToImmutable();
    }

    /// <summary>What is wrong with labels of a workload.</summary>
    public static IEnumerable<string> LabelProblems(IReadOnlyDictionary<string, string> labels)
    {
        if (labels.Count > LabelBounds.Most) yield return $"{labels.Count} labels are more than the {LabelBounds.Most} that a workload may have.";
        foreach (var (key, value) in labels)
            if (!LabelBounds.IsKey(key) || !LabelBounds.IsValue(value))
                yield return $"The label '{key}={value}' must have a name of 1 to {LabelBounds.Longest} characters and a value of at most as many, none of them U+0000.";
    }
}
