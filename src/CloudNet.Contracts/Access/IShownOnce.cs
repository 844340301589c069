namespace CloudNet.Contracts.Access;

/// <summary>An answer with a secret that is shown this once, and kept nowhere.</summary>
public interface IShownOnce
{
    /// <summary>Path of what was made, to be removed with DELETE.</summary>
    string Location { get; }
}
