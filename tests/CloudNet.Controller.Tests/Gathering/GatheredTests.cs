using System.Collections.Concurrent;
using CloudNet.Controller.Gathering;

namespace CloudNet.Controller.Tests.Gathering;

public sealed class GatheredTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_comes_alone_is_done_alone_and_what_comes_meanwhile_together()
    {
        var batches = new ConcurrentQueue<int[]>();
        var first = new TaskCompletionSource();
        var gathered = new Gathered<string, int, int>(3, async (_, items) =>
        {
            batches.Enqueue([.. items]);
            if (items is [0]) await first.Task;
            return [.. items.Select(item => item * 10)];
        });
        var answers = new List<Task<int>> { gathered.DoAsync("a", 0, Cancel) };
        while (batches.IsEmpty) await Task.Yield();
        for (var item = 1; item <= 5; item++) answers.Add(gathered.DoAsync("a", item, Cancel));
        Assert.Equal(70, await gathered.DoAsync("b", 7, Cancel)); // another key waits for nobody
        first.SetResult();

        var results = await Task.WhenAll(answers);
        Assert.Equal([0, 10, 20, 30, 40, 50], results);
        Assert.Equal([[0], [7], [1, 2, 3], [4, 5]], batches);
    }

    [Fact]
    public async Task A_fault_is_its_own_callers_alone()
    {
        var gathered = new Gathered<int, int, int>(100, (_, items) => items.Contains(13)
            ? Task.FromException<IReadOnlyList<int>>(new InvalidOperationException("thirteen"))
            : Task.FromResult<IReadOnlyList<int>>([.. items]));
        var answers = Enumerable.Range(0, 50).Select(item => gathered.DoAsync(1, item, Cancel)).ToArray();
        foreach (var (item, answer) in answers.Index())
            if (item == 13) Assert.Equal("thirteen", (await Assert.ThrowsAsync<InvalidOperationException>(() => answer)).Message);
            else Assert.Equal(item, await answer);
    }

    [Fact]
    public async Task Who_leaves_before_is_not_worked_for()
    {
        var (seen, first) = (new ConcurrentQueue<int>(), new TaskCompletionSource());
        var gathered = new Gathered<int, int, int>(10, async (_, items) =>
        {
            foreach (var item in items) seen.Enqueue(item);
            if (items is [0]) await first.Task;
            return [.. items];
        });
        using var leaving = new CancellationTokenSource();
        var held = gathered.DoAsync(1, 0, Cancel);
        while (seen.IsEmpty) await Task.Yield();
        var left = gathered.DoAsync(1, 1, leaving.Token);
        var stays = gathered.DoAsync(1, 2, Cancel);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        first.SetResult();
        Assert.Equal((0, 2), (await held, await stays));
        Assert.Equal([0, 2], seen);
    }
}
