using CloudNet.Agent.Keys;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Views;
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

    [Fact]
    public async Task Which_was_made_first_is_known_also_where_the_clock_was_set_back()
    {
        var first = await Files.MakeAsync(1, TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(first.File, File.GetLastWriteTimeUtc(first.File).AddHours(1));
        var second = await Files.MakeAsync(2, TestContext.Current.CancellationToken);
        Assert.True(Files.IsOlder(first, second));
        Assert.False(Files.IsOlder(second, first));
    }

    [Fact]
    public void Shared_secrets_are_on_disk_for_root_alone_and_others_go_only_where_all_are_known()
    {
        var (one, two) = (PresharedKey.Of([.. Enumerable.Repeat((byte)2, 32)]), PresharedKey.Of([.. Enumerable.Repeat((byte)1, 32)]));
        var file = Files.SetPreshared([one], keepsOthers: true)[one.Mark];
        Assert.Equal(one.Reveal() + "\n", File.ReadAllText(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(2, Files.SetPreshared([two], keepsOthers: true).Count);
        Assert.Equal([two.Mark], Files.SetPreshared([two], keepsOthers: false).Keys);
        Assert.Equal([two.Mark], Files.LoadPreshared().Keys);
    }

    public void Dispose() => folder.Dispose();
}
