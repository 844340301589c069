using System.Net;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Tests.Support;
using Xunit;

namespace CloudNet.Agent.Tests.Enrol;

/// <summary>A host that is enrolled already is given another underlay address. Nobody listens at its controller: nothing is asked there.</summary>
public sealed class UnderlayEnrolmentTests : IDisposable
{
    private const string Controller = "http://127.0.0.1:9";
    private static readonly HostIdentity Guessed = new(Controller, Sample.V1, "v1", "acme", IPAddress.Parse("192.0.2.1"));
    private readonly TemporaryFolder folder = new();

    public UnderlayEnrolmentTests() => Guessed.Save(folder.State);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AddressOfThisHost_IsSavedAsGivenByHand()
    {
        var outcome = await EnrolAsync("127.0.0.1");
        Assert.Equal($"Already enrolled as v1 ({Sample.V1}) with {Controller}; its underlay address was 192.0.2.1 and is 127.0.0.1 from now on.", outcome.Text);
        Assert.True(outcome.Moved);
        Assert.Equal(Guessed with { Underlay = IPAddress.Loopback, UnderlayGiven = true }, HostIdentity.Load(folder.State));
        var again = await EnrolAsync("127.0.0.1");
        Assert.Contains("nothing to do", again.Text);
        Assert.False(again.Moved);
    }

    [Fact]
    public async Task AddressThatWasGuessed_IsKeptWhereItIsGivenByHand()
    {
        (Guessed with { Underlay = IPAddress.Loopback }).Save(folder.State);
        var outcome = await EnrolAsync("127.0.0.1");
        Assert.Contains("its underlay address 127.0.0.1 is kept from now on", outcome.Text);
        Assert.True(HostIdentity.Load(folder.State)!.UnderlayGiven);
    }

    [Fact]
    public async Task AddressThatIsElsewhere_IsRefusedAndNothingSaved()
    {
        var outcome = await EnrolAsync("203.0.113.9");
        Assert.Null(outcome.Identity);
        Assert.Contains("203.0.113.9 is on none of this host's links", outcome.Text);
        Assert.Equal(Guessed, HostIdentity.Load(folder.State));
    }

    [Fact]
    public async Task NoAddress_ChangesNothing()
    {
        var outcome = await EnrolAsync(null);
        Assert.Contains("nothing to do", outcome.Text);
        Assert.Equal((false, Guessed), (outcome.Moved, HostIdentity.Load(folder.State)));
    }

    [Fact]
    public async Task HostThatIsNotEnrolled_NeedsAKey()
    {
        File.Delete(folder.State.Identity);
        var outcome = await EnrolAsync("127.0.0.1");
        Assert.Equal((null, Enroller.NoKey), (outcome.Identity, outcome.Text));
    }

    [Fact]
    public void FileOfAnOlderAgent_CountsAsGuessed()
    {
        File.WriteAllText(folder.State.Identity, $$"""
            {"controller":"{{Controller}}","hostId":"{{Sample.V1}}","name":"v1","tenant":"acme","underlay":"192.0.2.1"}
            """);
        Assert.Equal(Guessed, HostIdentity.Load(folder.State));
        Assert.False(HostIdentity.Load(folder.State)!.UnderlayGiven);
    }

    private Task<EnrolmentOutcome> EnrolAsync(string? underlay) => new Enroller(folder.State).EnrolAsync(
        new(ControllerAddress.TryParse(Controller, out var address) ? address : throw new InvalidOperationException(), "v1",
            underlay is null ? null : IPAddress.Parse(underlay), null), CancellationToken.None);
}
