using System.Text;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Trials;

namespace CloudNet.Agent.Operators;

/// <summary>What a change would do, as text for people.</summary>
internal static class DryRunText
{
    /// <summary>The things that would change, and the hosts that would be told.</summary>
    public static string Of(DryRunRecord tried)
    {
        if (tried.ChangeCount == 0) return "Nothing would change.\n";
        var text = new StringBuilder("Nothing was changed. This would be:\n");
        foreach (var change in tried.Changes) text.Append(Terminal.Plain($"  {change.Kind} {change.SubjectName} {change.Action}")).Append('\n');
        if (tried.ChangeCount > tried.Changes.Count) text.Append($"  and {tried.ChangeCount - tried.Changes.Count} more\n");
        if (tried.Effects.All(effect => effect.HostCount == 0)) return text.Append("No host would have anything to do.\n").ToString();
        text.Append("Hosts would be told:\n");
        foreach (var effect in tried.Effects.Where(effect => effect.HostCount > 0))
        {
            var about = string.Join(' ', new[] { effect.What, effect.Network, effect.Member }.OfType<string>());
            text.Append($"  {about}: {string.Join(", ", effect.Hosts)}{(effect.HostCount > effect.Hosts.Count ? $" and {effect.HostCount - effect.Hosts.Count} more" : "")}\n");
        }
        return text.ToString();
    }
}
