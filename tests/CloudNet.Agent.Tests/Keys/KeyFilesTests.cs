using CloudNet.Agent.Keys;
using CloudNet.Agent.Tests.Support;
using Xunit;

namespace CloudNet.Agent.Tests.Keys;

/// <summary>A host's WireGuard keys on disk: made once, and never in the place of one that is there.</summary>
[Trait("needs", "root")]
public sealed class KeyFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private KeyFiles Files => new(folder.State, new(null));

    [Fact]
    public async Task What_was_made_is_found_again_and_is_for_root_alone()
    {
        var first = await Files.MakeAsync(1, TestContext.Current.CancellationToken);
        var second = await Files.MakeAsync(2, TestContext.Current.CancellationToken);
        Assert.Equal([first, second], Files.Load());
        Assert.NotEqual(first.PublicKey, second.PublicKey);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(first.File));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage\n")]
    [InlineData(null)]
    public async Task A_private_half_whose_public_one_is_lost_is_kept(string? left)
    {
        var made = await Files.MakeAsync(1, TestContext.Current.CancellationToken);
        var secret = await File.ReadAllTextAsync(made.File, TestContext.Current.CancellationToken);
        var open = Path.ChangeExtension(made.File, ".pub");
        if (left is null) File.Delete(open);
        else await File.WriteAllTextAsync(open, left, TestContext.Current.CancellationToken);
        Assert.Empty(Files.Load());
        Assert.Equal(made, await Files.MakeAsync(1, TestContext.Current.CancellationToken));
        Assert.Equal(secret, await File.ReadAllTextAsync(made.File, TestContext.Current.CancellationToken));
        Assert.Equal([made], Files.Load());
    }

    public void Dispose() => folder.Dispose();
}
