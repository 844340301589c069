using CloudNet.Agent.Tests.Services;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>A connection that began and goes on.</summary>
/// <param name="one">The case that it is of.</param>
/// <param name="conversation">The connection.</param>
/// <param name="with">Who answered at first.</param>
internal sealed class RunningCall(PacketCase one, ServiceConversation conversation, string? with)
{
    /// <summary>How it disagrees with its case; null: it goes on with who answered at first. It is over then.</summary>
    public async Task<string?> EndsAsync()
    {
        await using var ending = conversation;
        var now = await conversation.SayAsync();
        return now == with && one.Outcomes.Any(words => words.Split(' ')[0] == now) ? null : $"{one}: began with {with}, went on with {now}; expected: {one.Expected}";
    }
}
