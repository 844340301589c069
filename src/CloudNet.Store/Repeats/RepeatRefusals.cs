using CloudNet.Domain.Refusals;

namespace CloudNet.Store.Repeats;

/// <summary>Why a call with an Idempotency-Key is not done, and not answered as before.</summary>
public static class RepeatRefusals
{
    private const string Field = "Idempotency-Key";

    /// <summary>Whoever asks was a member until a moment ago.</summary>
    public static Refusal NoMember { get; } = new(
        RefusalKind.NotAllowed, "Not allowed", "You no longer belong to this tenant, and a key is a member's own. Sign in again, or ask an owner to invite you.");

    /// <summary>The same call runs in this moment.</summary>
    /// <param name="key">Its key.</param>
    public static Refusal Running(string key) => Refusal.Conflict("The same call is running",
        [new(Field, $"A call with the key '{key}' is being done in this moment.", "Ask again shortly, with the same key: the answer will be that call's.")]);

    /// <summary>The key was used for something else.</summary>
    /// <param name="key">The key.</param>
    public static Refusal Other(string key) => new(RefusalKind.Mismatch, "The key was used for something else",
        $"The key '{key}' was used for another path or body. Make a new key for each thing that you ask for, and keep it when asking again.",
        new Contracts.Refusals.FieldProblem(Field, $"The key '{key}' was used for another path or body.", "Make a new key."));

    /// <summary>What the call made cannot be shown again.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="location">What it made.</param>
    public static Refusal ShownOnce(string key, string location) => Refusal.Conflict("It was made already, and its secret is not kept",
        [new(Field, $"The call with the key '{key}' made {location}; its secret was in the answer to that call, and nowhere else.",
            $"If you have not got it, DELETE {location}, and ask again with a new key.")]);
}
