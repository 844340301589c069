using System.Security.Claims;

namespace CloudNet.Controller.Events;

/// <summary>Whether a stream that began may go on: asked as often as one likes, and looked up once a second at most.</summary>
internal sealed class LastingPermit(StreamPermit permit, ClaimsPrincipal person, TimeProvider clock)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(1);

    private readonly DateTimeOffset began = clock.GetUtcNow();
    private long? judged;

    /// <summary>Whether it was good within the last second.</summary>
    public async Task<bool> IsGoodAsync(CancellationToken cancel)
    {
        if (judged is { } at && clock.GetElapsedTime(at) < Lasts) return true;
        judged = clock.GetTimestamp();
        return await permit.IsGoodAsync(person, began, cancel);
    }
}
