namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>
/// What chance decides, one way after the other: who asks runs again and again, and each run takes another way, until there is none left.
/// </summary>
internal sealed class Choices
{
    private readonly List<(int Chosen, int Of)> made = [];
    private int at;

    /// <summary>What comes of each way.</summary>
    public static IReadOnlyList<T> All<T>(Func<Choices, T> run)
    {
        List<T> all = [];
        var choices = new Choices();
        do all.Add(run(choices));
        while (choices.Turn());
        return all;
    }

    /// <summary>One of so many, from 0.</summary>
    public int One(int of)
    {
        if (at == made.Count) made.Add((0, of));
        return made[at++].Chosen;
    }

    private bool Turn()
    {
        at = 0;
        while (made.Count > 0)
        {
            var (chosen, of) = made[^1];
            made.RemoveAt(made.Count - 1);
            if (chosen + 1 == of) continue;
            made.Add((chosen + 1, of));
            return true;
        }
        return false;
    }
}
