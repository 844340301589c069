using System.Diagnostics.CodeAnalysis;

namespace CloudNet.Domain.Refusals;

/// <summary>What was asked for, or why not.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
public readonly struct Outcome<T> where T : notnull
{
    private readonly T? value;
    private readonly Refusal? refusal;

    private Outcome(T? value, Refusal? refusal) => (this.value, this.refusal) = (value, refusal);

    /// <summary>It is done, also where the value is known by an interface only.</summary>
    public static Outcome<T> Done(T value) => new(value, null);

    /// <summary>It is done.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>It is refused.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);

    /// <summary>Takes the two apart: the refusal where it is one, else the value.</summary>
    public bool IsRefused([NotNullWhen(true)] out Refusal? why, [NotNullWhen(false)] out T? result)
    {
        (why, result) = (refusal, value);
        return refusal is not null;
    }

    /// <summary>The same outcome of another thing that is made from the value.</summary>
    public Outcome<TOther> Then<TOther>(Func<T, TOther> make) where TOther : notnull =>
        IsRefused(out var why, out var result) ? why : make(result);
}
