using CloudNet.Agent.State;
using CloudNet.Agent.Tests.Support;
using Xunit;

namespace CloudNet.Agent.Tests.State;

public sealed class FolderLockTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void SecondAgent_DoesNotGetIt_UntilTheFirstIsGone()
    {
        var first = FolderLock.TryTake(folder.State.Lock);
        Assert.NotNull(first);
        Assert.Null(FolderLock.TryTake(folder.State.Lock));
        first.Dispose();
        using var second = FolderLock.TryTake(folder.State.Lock);
        Assert.NotNull(second);
    }

    [Fact]
    public void FolderThatIsMissing_IsAFaultAndNoLock() =>
        Assert.Throws<DirectoryNotFoundException>(() => FolderLock.TryTake(Path.Combine(folder.State.Path, "missing", "agent.lock")));
}
