using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Database;
using CloudNet.Store;
using CloudNet.Store.ChangeLog;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CloudNet.Controller.Tests.ChangeLog;

public sealed class ChangeLogTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly TenantId tenant = TenantId.New(TimeProvider.System);
    private readonly StreamName one = StreamName.Of(NetworkId.New(TimeProvider.System));
    private readonly StreamName other = StreamName.Of(HostId.New(TimeProvider.System));

    [Fact]
    public async Task A_record_that_commits_late_behind_a_higher_id_is_not_skipped()
    {
        await using var slow = Own();
        await using var late = await slow.Database.BeginTransactionAsync();
        await AppendAsync(slow, one);
        await ChangeAsync(other);
        await PublishAllAsync();
        Assert.Empty(await UnpublishedAsync());
        await late.CommitAsync();
        Assert.Equal(one, Assert.Single(await UnpublishedAsync()).Stream);
    }

    [Fact]
    public async Task Sixty_four_writers_of_one_stream_leave_no_gap_in_its_revisions()
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => ChangeAsync(one, other)));
        await using var db = database.Open();
        foreach (var stream in new[] { one, other })
        {
            var log = await ChangeLogReader.SinceAsync(db, stream, 0, 100, default);
            Assert.Equal(Enumerable.Range(1, 64).Select(revision => (long)revision), log!.Select(change => change.Revision));
        }
    }

    [Fact]
    public async Task What_is_read_under_the_lock_still_holds_at_commit()
    {
        await using var first = Own();
        await using var transaction = await first.Database.BeginTransactionAsync();
        await ChangeLogWriter.LockAsync(first, [one], default);
        var second = ChangeAsync(one);
        await AppendAsync(first, one);
        Assert.False(second.IsCompleted);
        await transaction.CommitAsync();
        await second;
        await using var db = database.Open();
        Assert.Equal(2, await db.Streams.Where(row => row.Name == one).Select(row => row.Revision).SingleAsync());
    }

    [Fact]
    public async Task A_log_that_no_longer_reaches_back_says_so()
    {
        for (var count = 0; count < 4; count++) await ChangeAsync(one);
        await using var db = database.Open();
        await db.Changes.Where(row => row.Stream == one && row.Revision <= 2).ExecuteDeleteAsync();
        Assert.Null(await ChangeLogReader.SinceAsync(db, one, 1, 100, default));
        Assert.Equal([3, 4], (await ChangeLogReader.SinceAsync(db, one, 2, 100, default))!.Select(change => change.Revision));
        Assert.Empty((await ChangeLogReader.SinceAsync(db, one, 4, 100, default))!);
        Assert.Null(await ChangeLogReader.SinceAsync(db, one, 2, 1, default));
        Assert.Null(await ChangeLogReader.SinceAsync(db, one, 9, 100, default));
    }

    [Fact]
    public async Task One_leader_publishes_and_another_follows_when_it_is_gone()
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var leader = await ChangeLogLeader.TryLeadAsync(source, default);
        Assert.NotNull(leader);
        Assert.Null(await ChangeLogLeader.TryLeadAsync(source, default));
        await leader.DisposeAsync();
        await using var next = await ChangeLogLeader.TryLeadAsync(source, default);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task A_commit_wakes_the_leader()
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var leader = await ChangeLogLeader.TryLeadAsync(source, default);
        var woken = leader!.WaitAsync(TimeSpan.FromSeconds(30), default);
        await ChangeAsync(one);
        await woken.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_change_without_a_transaction_is_a_bug()
    {
        await using var db = Own();
        await Assert.ThrowsAsync<InvalidOperationException>(() => AppendAsync(db, one));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ChangeLogWriter.LockAsync(db, [one], default));
    }

    private CloudNetDb Own() => database.Store().ForTenant(tenant);

    private async Task ChangeAsync(params StreamName[] streams)
    {
        await using var db = Own();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await ChangeLogWriter.LockAsync(db, streams, default);
        await AppendAsync(db, streams);
        await transaction.CommitAsync();
    }

    private static Task AppendAsync(CloudNetDb db, params StreamName[] streams) => ChangeLogWriter.AppendAsync(
        db, [.. streams.Select(stream => new StreamChange(stream, new HostRemoved()))], TimeProvider.System.GetUtcNow(), default);

    private async Task<IReadOnlyList<LoggedChange>> UnpublishedAsync()
    {
        await using var db = database.Open();
        return await ChangeLogReader.UnpublishedAsync(db, 1000, default);
    }

    private async Task PublishAllAsync()
    {
        await using var db = database.Open();
        await ChangeLogReader.MarkPublishedAsync(db, await UnpublishedAsync(), default);
    }
}
