using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Views;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CloudNet.Agent.Tests.Attach;

/// <summary>Attaching where the tenant has as many workloads as it may.</summary>
public sealed class QuotaTests
{
    private static readonly FakeTimeProvider Clock = new(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private static readonly NetnsTarget Target = new(NetnsKind.Path, "/run/netns/web");
    private static readonly NetworkView Blue = Sample.BlueView(1, 2);
    private AttachmentBook book = AttachmentBook.Empty;

    [Fact]
    public void NoneIsAttachedThatIsNew_AndTheWayOutIsSaid()
    {
        Assert.Null(Refusal(Blue, "web"));
        var refusal = Refusal(Full, "web");
        Assert.Contains("as many workloads as it may, 500.", refusal, StringComparison.Ordinal);
        Assert.Contains("Detach one", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void OneThatRestarts_IsNotNew_ForAnHour()
    {
        var (entry, _) = Admit(Blue, "web");
        book = book.With(entry!).Without(entry!, Clock.GetUtcNow());
        Assert.Null(Refusal(Full, "web"));
        Assert.NotNull(Refusal(Full, "other"));
        Clock.Advance(AttachmentBook.Sticky);
        Assert.NotNull(Refusal(Full, "web"));
    }

    private static NetworkView Full => Blue with { Settings = Blue.Settings with { WorkloadsFull = 500 } };

    private string? Refusal(NetworkView network, string name) => Admit(network, name).Refusal;

    private (AttachmentEntry? Entry, string? Refusal) Admit(NetworkView network, string name) =>
        new Admission(ViewSet.Nothing(Sample.V1).With(new(1, network)), book, Clock).Admit(
            new AttachAsk("web", "blue", name, ImmutableSortedDictionary<string, string>.Empty, null, []), network, Target, name, "eth0",
            [IPAddress.Parse("10.100.1.2")]);
}
