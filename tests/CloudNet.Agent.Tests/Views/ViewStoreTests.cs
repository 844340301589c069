using System.Text;
using CloudNet.Agent.State;
using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Views;

/// <summary>What a crash, a bad disk or an earlier life can leave in the folder of views.</summary>
public sealed class ViewStoreTests : IDisposable
{
    private static readonly ViewSet Nothing = ViewSet.Nothing(Sample.V1);
    private static readonly ViewSet Full = Nothing
        .With(new(3, Sample.HostView(Sample.Blue, Sample.Green))).With(new(7, Sample.BlueView(1, 2, 3))).With(new(9, Sample.GreenView(1)));

    private readonly TemporaryFolder folder = new();

    private ViewStore Store => new(folder.State);

    private string BluePath => Path.Combine(folder.State.Views, $"network-{Sample.Blue}.json");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Empty_IsNothingAndNoProblem()
    {
        var (views, problems) = Store.Load(Sample.V1);
        Assert.False(views.Any);
        Assert.Empty(problems);
    }

    [Fact]
    public void Saved_ComesBackEqual()
    {
        Store.Save(Nothing, Full);
        var (views, problems) = Store.Load(Sample.V1);
        Assert.Empty(problems);
        Assert.Equal(Full.Copies, views.Copies);
    }

    [Fact]
    public void Unreadable_IsReportedAndTheOthersCount()
    {
        Store.Save(Nothing, Full);
        File.WriteAllText(BluePath, File.ReadAllText(BluePath)[..^20]);
        var (views, problems) = Store.Load(Sample.V1);
        Assert.Contains(BluePath, Assert.Single(problems));
        Assert.Equal(0, views.RevisionOf(StreamName.Of(Sample.Blue)));
        Assert.Equal(Sample.GreenView(1), views.Network(Sample.Green));
        Assert.True(File.Exists(BluePath));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"revision\":0,\"view\":{\"kind\":\"host\",\"id\":\"00000001-0000-0000-0000-000000000000\",\"name\":\"v1\",\"networks\":[]}}")]
    [InlineData("{\"revision\":1,\"view\":{\"kind\":\"host\",\"id\":\"00000001-0000-0000-0000-000000000000\",\"name\":\"v1\",\"networks\":[]}}")]
    [InlineData("{\"revision\":1,\"view\":{\"kind\":\"later\"}}")]
    public void NotThatView_IsReported(string content)
    {
        File.WriteAllText(BluePath, content);
        var (views, problems) = Store.Load(Sample.V1);
        Assert.False(views.Any);
        Assert.Single(problems);
    }

    [Fact]
    public void WriteThatWasCutShort_LeavesWhatWasBefore()
    {
        Store.Save(Nothing, Full);
        var newer = Full.With(new(8, Sample.BlueView(1)));
        Store.Save(Full, newer);
        // As a crash leaves it: the next version in part, under its temporary name.
        var content = File.ReadAllBytes(BluePath);
        for (var length = 0; length <= content.Length; length += 97)
        {
            File.WriteAllBytes(BluePath + DurableFile.TemporaryEnding, content[..length]);
            var (views, problems) = Store.Load(Sample.V1);
            Assert.Empty(problems);
            Assert.Equal(newer.Copies, views.Copies);
        }
        // And what was left does not stand in the way of the next write.
        Store.Save(newer, Full);
        Assert.Equal(Full.Copies, Store.Load(Sample.V1).Views.Copies);
    }

    [Fact]
    public void NetworkThatWasLeft_IsDeleted_AndNotBroughtBackIfThatWasCutShort()
    {
        Store.Save(Nothing, Full);
        var left = Full.With(new(4, Sample.HostView(Sample.Green)));
        // Cut short: the host's view is saved, the network's file not yet deleted.
        Store.Save(Full, Full with { Copies = Full.Copies.SetItem(StreamName.Of(Sample.V1), left.Copies[StreamName.Of(Sample.V1)]) });
        Assert.Null(new LiveViews(Store.Load(Sample.V1).Views, removed: false).Current.Views.Network(Sample.Blue));
        Store.Save(Store.Load(Sample.V1).Views, left);
        Assert.False(File.Exists(BluePath));
    }

    [Fact]
    public void AnotherIdentitysView_IsLeftOut()
    {
        Store.Save(Nothing, Full);
        Assert.Null(Store.Load(Sample.V2).Views.Host);
    }

    [Fact]
    public void WhatAnOlderBuildSaved_HoldsAndIsAskedForAgain_UntilItsSnapshotIsSaved()
    {
        Store.Save(Nothing, Full);
        File.WriteAllText(BluePath, File.ReadAllText(BluePath).Replace($",\"format\":{SavedView.Newest}", "", StringComparison.Ordinal));
        var (upgraded, problems) = Store.Load(Sample.V1);
        Assert.Empty(problems);
        Assert.Equal(Full.Copies, upgraded.Copies);
        Assert.True(upgraded.IsComplete);
        Assert.Equal(
            [StreamName.Of(Sample.Blue)], upgraded.Wanted.Where(wanted => wanted is { Revision: 0, Stream.Network: not null }).Select(wanted => wanted.Stream));

        // A delta says what changed, and not what the older build passed over.
        var changed = ViewIntake.Take(upgraded, new Delta(StreamName.Of(Sample.Blue), 7, 8, [])).Views;
        Store.Save(upgraded, changed);
        Assert.Equal(0, Store.Load(Sample.V1).Views.WantedFrom(StreamName.Of(Sample.Blue)));

        var whole = ViewIntake.Take(changed, new Snapshot(StreamName.Of(Sample.Blue), 8, Sample.BlueView(1, 2))).Views;
        Store.Save(changed, whole);
        var restarted = Store.Load(Sample.V1).Views;
        Assert.Equal(8, restarted.WantedFrom(StreamName.Of(Sample.Blue)));
        Assert.Equal(Sample.BlueView(1, 2), restarted.Network(Sample.Blue));
    }

    [Fact]
    public void Files_AreForTheirOwnerOnly()
    {
        Store.Save(Nothing, Full);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(BluePath));
        Assert.Equal("{\"revision\":7,", Encoding.UTF8.GetString(File.ReadAllBytes(BluePath)[..14]));
    }
}
