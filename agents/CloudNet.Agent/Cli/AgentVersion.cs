using System.Reflection;

namespace CloudNet.Agent.Cli;

/// <summary>The version that this agent was built as.</summary>
internal static class AgentVersion
{
    /// <summary>As in <c>0.1.0</c>, without the commit.</summary>
    public static string Text { get; } =
        typeof(AgentVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
