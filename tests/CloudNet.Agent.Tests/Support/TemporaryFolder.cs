using CloudNet.Agent.State;

namespace CloudNet.Agent.Tests.Support;

/// <summary>A state folder of a test's own, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => State.Create();

    public StateFolder State { get; } = new(Directory.CreateTempSubdirectory("cn-agent-").FullName);

    public void Dispose() => Directory.Delete(State.Path, recursive: true);
}
